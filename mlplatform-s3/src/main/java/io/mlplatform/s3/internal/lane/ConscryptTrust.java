package io.mlplatform.s3.internal.lane;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The JDK's trust for engines of Conscrypt. In TLS 1.3 no key exchange depends on the certificate: Conscrypt calls that
 * {@code GENERIC}, the JDK {@code UNKNOWN}, and refuses every certificate under another word.
 */
final class ConscryptTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager trust;

    private ConscryptTrust(X509ExtendedTrustManager trust) {
        this.trust = trust;
    }

    /** The same managers, those that speak of keys translated. */
    static TrustManager[] translated(TrustManager[] managers) {
        TrustManager[] translated = managers.clone();
        for (int i = 0; i < translated.length; i++) {
            if (translated[i] instanceof X509ExtendedTrustManager jdk) {
                translated[i] = new ConscryptTrust(jdk);
            }
        }
        return translated;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        trust.checkServerTrusted(chain, word(type), engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        trust.checkServerTrusted(chain, word(type), socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        trust.checkServerTrusted(chain, word(type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        trust.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        trust.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        trust.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }

    private static String word(String type) {
        return type.equals("GENERIC") ? "UNKNOWN" : type;
    }
}
