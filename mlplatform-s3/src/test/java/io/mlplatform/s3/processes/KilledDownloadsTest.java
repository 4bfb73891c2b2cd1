package io.mlplatform.s3.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Downloads that end by SIGKILL, and go on in the next process. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KilledDownloadsTest {

    private static final long RANGE_BYTES = 8 << 20;
    private static final long SEED = 20261201;

    private final Random random = new Random(SEED);

    @TempDir
    Path work;

    @Test
    void threeKillsOfADownloadCostAtMostARangeAWorkerEach() throws Exception {
        kill(96 << 20, 3, 1);
    }

    @Test
    @Tag("soak")
    void fiftyRoundsOfKillsCostAtMostARangeAWorkerEach() throws Exception {
        kill(1 << 30, 3, 50);
    }

    private void kill(int size, int kills, int rounds) throws Exception {
        try (PatternServer server = new PatternServer(size)) {
            Digest digest = server.digest();
            Path target = work.resolve("large.bin");
            for (int round = 0; round < rounds; round++) {
                long known = 0;
                for (int i = 0; i < kills; i++) {
                    long at = known + 1 + random.nextLong(size / (kills + 1));
                    known = fetch(server, size, digest, target, known, Math.min(at, size - 2 * RANGE_BYTES));
                    assertThat(target).doesNotExist();
                }
                fetch(server, size, digest, target, known, Long.MAX_VALUE);
                assertThat(digest(target)).isEqualTo(digest);
                assertThat(work.toFile().list()).containsExactlyInAnyOrder("large.bin", "errors");
                Files.delete(target);
            }
        }
    }

    /** Fetches until so many bytes are there, then kills; the result is how many there were at least. */
    private long fetch(PatternServer server, long size, Digest digest, Path target, long before, long killAt)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DownloadProcess.class.getName(),
                        server.endpoint().toString(),
                        Long.toString(size),
                        digest.hex(),
                        target.toString())
                .redirectError(work.resolve("errors").toFile())
                .start();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            long found = line == null ? -1 : Long.parseLong(line);
            assertThat(found)
                    .as("found again of %s bytes, %s", before, Files.readString(work.resolve("errors")))
                    .isGreaterThanOrEqualTo(before - DownloadProcess.WORKERS * RANGE_BYTES);
            long there = found;
            while (there < killAt && (line = out.readLine()) != null) {
                there = Long.parseLong(line);
            }
            if (killAt < Long.MAX_VALUE) {
                process.destroyForcibly();
            }
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as("%s", Files.readString(work.resolve("errors")))
                    .isEqualTo(killAt < Long.MAX_VALUE ? 128 + 9 : 0);
            return there;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Digest digest(Path file) throws IOException {
        MessageDigest hash = Digest.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), hash)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return Digest.finish(hash);
    }
}
