package io.mlplatform.benchmarks.transfers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A certificate for loopback that lives as long as one run: as PEM for the server and others' clients, as a store for the JVM. */
record Certificate(Path chain, Path key, Path trust) {

    private static final String PASSWORD = "changeit";

    /** Makes one by {@code openssl} and {@code keytool}. */
    static Certificate make(Path folder) {
        Certificate made = new Certificate(
                folder.resolve("server.pem"), folder.resolve("server.key"), folder.resolve("trust.p12"));
        run(
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
                        + " -addext subjectAltName=IP:127.0.0.1,DNS:localhost",
                "-keyout",
                made.key.toString(),
                "-out",
                made.chain.toString());
        run(
                "keytool -importcert -noprompt -alias server -storetype PKCS12 -storepass " + PASSWORD,
                "-file",
                made.chain.toString(),
                "-keystore",
                made.trust.toString());
        return made;
    }

    /** What makes a virtual machine trust it, and nothing else. */
    List<String> arguments() {
        return List.of("-Djavax.net.ssl.trustStore=" + trust, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    /** What makes programs in Go trust it. */
    Map<String, String> environment() {
        return Map.of("SSL_CERT_FILE", chain.toString());
    }

    private static void run(String words, String... more) {
        List<String> command = new ArrayList<>(List.of(words.split(" ", -1)));
        command.addAll(List.of(more));
        ChildProcess.lastLine(command, Map.of());
    }
}
