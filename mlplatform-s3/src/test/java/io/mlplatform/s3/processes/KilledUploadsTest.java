package io.mlplatform.s3.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import io.mlplatform.store.Download;
import io.mlplatform.store.TransferListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Uploads of a large file by processes that end by SIGKILL, each going on where the one before was killed. */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KilledUploadsTest {

    private static final int PART = 8 << 20;
    private static final int NEVER = Integer.MAX_VALUE;
    private static final int LONGEST_NANOS = 2_000_000_000;
    private static final long LOOK_NANOS = 1_000_000;

    @RegisterExtension
    final S3ProxyExtension server = S3ProxyExtension.builder()
            .withBlobStoreProvider("transient-nio2")
            .withCredentials("local-access", "local-secret")
            .build();

    @TempDir
    Path work;

    @Test
    void whatWasAcknowledgedIsNeverSentAgain() throws Exception {
        long size = 4L * PART + 17;
        Digest digest = write(size);
        try (SharedPlace place = SharedPlace.onS3(server)) {
            for (int kill = 0; kill < 2; kill++) {
                Process victim = start(place, 2, 1);
                awaitLines(victim, kill + 1);
                kill(victim);
            }
            assertThat(start(place, 2, NEVER).waitFor()).isZero();
            assertThat(acknowledged()).isLessThanOrEqualTo(size);
            assertStored(place, size, digest);
        }
    }

    @Test
    @Tag("soak")
    void fiftyUploadsThatAreKilledAtRandomMomentsEndWhole() throws Exception {
        Random random = new Random(20261123);
        long size = 1L << 30;
        Digest digest = write(size);
        try (SharedPlace place = SharedPlace.onS3(server)) {
            for (int kills = 0; kills < 50; ) {
                Files.deleteIfExists(written());
                place.store().delete(List.of(UploaderProcess.KEY));
                Process victim = start(place, 8, NEVER);
                while (!victim.waitFor(random.nextInt(LONGEST_NANOS), TimeUnit.NANOSECONDS)) {
                    kill(victim);
                    kills++;
                    victim = start(place, 8, NEVER);
                }
                assertThat(victim.exitValue()).isZero();
                assertThat(acknowledged()).isLessThanOrEqualTo(size);
                assertStored(place, size, digest);
            }
        }
    }

    private Digest write(long size) throws IOException {
        MessageDigest hash = Digest.sha256();
        Random random = new Random(size);
        byte[] bytes = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file())) {
            for (long left = size; left > 0; left -= bytes.length) {
                random.nextBytes(bytes);
                int count = (int) Math.min(left, bytes.length);
                out.write(bytes, 0, count);
                hash.update(bytes, 0, count);
            }
        }
        return Digest.finish(hash);
    }

    private Process start(SharedPlace place, int parallelism, int stopAfter) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                UploaderProcess.class.getName(),
                server.getUri().toString(),
                file().toString(),
                written().toString(),
                Integer.toString(parallelism),
                Integer.toString(stopAfter));
        builder.environment().clear();
        builder.environment().putAll(place.environment());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(
                ProcessBuilder.Redirect.appendTo(work.resolve("errors").toFile()));
        return builder.start();
    }

    private void awaitLines(Process process, int lines) throws IOException {
        while (!Files.exists(written()) || Files.readAllLines(written()).size() < lines) {
            assertThat(process.isAlive())
                    .as(Files.readString(work.resolve("errors")))
                    .isTrue();
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    private long acknowledged() throws IOException {
        return Files.readAllLines(written()).stream().mapToLong(Long::parseLong).sum();
    }

    private void assertStored(SharedPlace place, long size, Digest digest) throws IOException {
        Path fetched = work.resolve("fetched");
        Files.deleteIfExists(fetched);
        place.store()
                .download(List.of(new Download(UploaderProcess.KEY, size, digest, fetched)), TransferListener.SILENT);
    }

    private Path file() {
        return work.resolve("large.bin");
    }

    private Path written() {
        return work.resolve("acknowledged");
    }
}
