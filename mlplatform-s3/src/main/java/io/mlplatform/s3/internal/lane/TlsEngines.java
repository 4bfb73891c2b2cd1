package io.mlplatform.s3.internal.lane;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the engines of encrypted wires: by Conscrypt where it is on the class path, which takes half the time of the JDK's, else
 * by the JDK. Engines of one object resume each other's sessions; each checks that the certificate is trusted and names the
 * host. Thread-safe.
 */
public final class TlsEngines {

    private static final String CONSCRYPT = "org.conscrypt.OpenSSLProvider";
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final int SESSION_SECONDS = (int) Duration.ofHours(1).toSeconds();

    private final SSLContext context;

    private TlsEngines(SSLContext context) {
        this.context = context;
        context.getClientSessionContext().setSessionTimeout(SESSION_SECONDS);
    }

    /** Engines that trust what the JVM trusts ({@code javax.net.ssl.trustStore}). */
    public static TlsEngines ofTheJvm() {
        return made(null);
    }

    /** Engines that trust the certificates of this store alone. */
    public static TlsEngines trusting(KeyStore certificates) {
        return made(certificates);
    }

    private static TlsEngines made(@Nullable KeyStore certificates) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(certificates);
            return of(conscrypt(), trust);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificates to trust cannot be used: " + e.getMessage(), e);
        }
    }

    /** @param trust initialised */
    static TlsEngines of(Optional<Provider> provider, TrustManagerFactory trust) throws GeneralSecurityException {
        SSLContext context =
                provider.isPresent() ? SSLContext.getInstance("TLS", provider.get()) : SSLContext.getInstance("TLS");
        TrustManager[] trusted = trust.getTrustManagers();
        context.init(null, provider.isPresent() ? ConscryptTrust.translated(trusted) : trusted, null);
        return new TlsEngines(context);
    }

    /** Conscrypt, where the class path has it and it runs on this machine. */
    static Optional<Provider> conscrypt() {
        try {
            return Optional.of(
                    (Provider) Class.forName(CONSCRYPT).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** Who makes the engines. */
    public String provider() {
        return context.getProvider().getName();
    }

    SSLEngine engine(Origin origin) {
        SSLEngine engine = context.createSSLEngine(origin.host(), origin.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(PROTOCOLS);
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Wires that are encrypted where the origin's scheme says so. */
    public Connector connector() {
        return (origin, address, within) -> {
            PlainWire plain = PlainWire.connect(address, within);
            return origin.scheme() == Origin.Scheme.HTTPS ? encrypted(plain, origin) : plain;
        };
    }

    private Wire encrypted(PlainWire plain, Origin origin) {
        boolean made = false;
        try {
            Wire wire = new TlsWire(plain, engine(origin));
            made = true;
            return wire;
        } finally {
            // Where there is no memory for its buffers, for one.
            if (!made) {
                plain.close();
            }
        }
    }

    @Override
    public String toString() {
        return "TLS by " + provider() + " " + List.of(PROTOCOLS);
    }
}
