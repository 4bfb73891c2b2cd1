package io.mlplatform.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

/** The one certificate that this JVM trusts until it is closed, as by {@code -Djavax.net.ssl.trustStore}. */
final class TrustedCertificate implements AutoCloseable {

    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "javax.net.ssl.trustStorePassword";

    private final Path file;

    /** @param pem its file */
    TrustedCertificate(Path pem) throws Exception {
        this(storeOf(pem));
    }

    /** @param store where it lies */
    TrustedCertificate(KeyStore store) throws Exception {
        file = Files.createTempFile("trusted", ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        System.setProperty(STORE, file.toString());
        System.setProperty(PASSWORD, "changeit");
    }

    private static KeyStore storeOf(Path pem) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            store.setCertificateEntry(
                    "trusted", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        return store;
    }

    @Override
    public void close() throws IOException {
        System.clearProperty(STORE);
        System.clearProperty(PASSWORD);
        Files.delete(file);
    }
}
