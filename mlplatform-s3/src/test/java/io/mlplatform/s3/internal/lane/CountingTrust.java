package io.mlplatform.s3.internal.lane;

import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import javax.net.ssl.X509ExtendedTrustManager;

/** Counts the certificates of servers that are checked: a session that is resumed shows none. */
final class CountingTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager trust;
    private final AtomicInteger checks;

    /** Gives one that trusts as {@code trust} does. */
    static TrustManagerFactory factory(X509ExtendedTrustManager trust, AtomicInteger checks) {
        TrustManagerFactorySpi counting = new TrustManagerFactorySpi() {
            @Override
            protected void engineInit(KeyStore certificates) {}

            @Override
            protected void engineInit(ManagerFactoryParameters parameters) {}

            @Override
            protected TrustManager[] engineGetTrustManagers() {
                return new TrustManager[] {new CountingTrust(trust, checks)};
            }
        };
        return new TrustManagerFactory(counting, null, "counting") {};
    }

    CountingTrust(X509ExtendedTrustManager trust, AtomicInteger checks) {
        this.trust = trust;
        this.checks = checks;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checks.incrementAndGet();
        trust.checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("the lane has engines, no sockets");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("without the engine the host's name cannot be checked");
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
}
