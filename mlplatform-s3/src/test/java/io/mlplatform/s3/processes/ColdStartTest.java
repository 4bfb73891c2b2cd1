package io.mlplatform.s3.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a new process sets up for its first transfer. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ColdStartTest {

    private static final int SIZE = 16 << 10;

    @TempDir
    Path work;

    @Test
    void aSmallFetchOverTheOwnLaneSetsUpNeitherTheSdksClientNorEncryptionNorFlightRecorder() throws Exception {
        Path target = work.resolve("small.bin");
        Path loaded = work.resolve("loaded");
        try (PatternServer server = new PatternServer(SIZE, SIZE, new TransferLog())) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx96m",
                            "-XX:TieredStopAtLevel=1",
                            "-Xlog:class+load:file=" + loaded,
                            "-cp",
                            System.getProperty("java.class.path"),
                            DownloadProcess.class.getName(),
                            server.endpoint().toString(),
                            Integer.toString(SIZE),
                            server.digest().hex(),
                            target.toString())
                    .inheritIO()
                    .start();

            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(target).hasSize(SIZE);
        assertThat(Files.readString(loaded))
                .contains("io.mlplatform.s3.OwnLane ")
                .doesNotContain("software.amazon.awssdk.services.s3.DefaultS3Client ")
                .doesNotContain("software.amazon.awssdk.http.apache.ApacheHttpClient ")
                .doesNotContain("javax.net.ssl.SSLContext ")
                .doesNotContain("org.conscrypt.")
                .doesNotContain("io.mlplatform.internal.transfer.TransferRequestEvent ");
    }
}
