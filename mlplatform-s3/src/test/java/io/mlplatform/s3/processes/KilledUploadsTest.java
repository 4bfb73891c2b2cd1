package io.mlplatform.s3.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import io.mlplatform.store.Download;
import io.mlplatform.store.TransferListener;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
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
    private static final int WORKERS = 8;
    // A look for an upload and for its parts or the object, the beginning, the end.
    private static final int REQUESTS = 4;
    private static final long SEED = 20261123;
    private static final Map<String, String> CREDENTIALS =
            Map.of("AWS_ACCESS_KEY_ID", "access", "AWS_SECRET_ACCESS_KEY", "secret");
    private static final long LOOK_NANOS = 1_000_000;

    @RegisterExtension
    final S3ProxyExtension server = S3ProxyExtension.builder()
            .withBlobStoreProvider("transient-nio2")
            .withCredentials("local-access", "local-secret")
            .build();

    @TempDir
    Path work;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void whatWasAcknowledgedIsNeverSentAgain() throws Exception {
        long size = 4L * PART + 17;
        Digest digest = write(size);
        try (SharedPlace place = SharedPlace.onS3(server)) {
            for (int kill = 0; kill < 2; kill++) {
                Process victim = start(server.getUri(), place.environment(), 2, 1);
                awaitLines(victim, kill + 1);
                kill(victim);
            }
            assertThat(start(server.getUri(), place.environment(), 2, NEVER).waitFor())
                    .isZero();
            assertThat(acknowledged()).isLessThanOrEqualTo(size);
            assertStored(place, size, digest);
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void threeKillsOfUploadsSendAtMostAPartAWorkerAgainEach() throws Exception {
        kill(3, 12L * PART);
    }

    @Test
    @Tag("soak")
    void fiftyKillsOfUploadsSendAtMostAPartAWorkerAgainEach() throws Exception {
        kill(50, 128L * PART);
    }

    private void kill(int kills, long size) throws Exception {
        Digest digest = write(size);
        TransferLog log = new TransferLog();
        Path object = work.resolve("object");
        try (PartsServer parts = new PartsServer(object, PART, log)) {
            long whole = size + REQUESTS * PartsServer.REQUEST_COUNTS;
            KilledTransfer victims = new KilledTransfer(log, whole, WORKERS, SEED, work.resolve("errors"));
            while (victims.kills() < kills) {
                victims.run(() -> start(parts.endpoint(), CREDENTIALS, WORKERS, NEVER), parts::isComplete);
                assertThat(FileDigest.of(object)).isEqualTo(digest);
                assertThat(parts.pending()).as("uploads left behind").isZero();
                parts.clear();
            }
            System.out.println("uploads: " + victims);
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

    private Process start(URI endpoint, Map<String, String> environment, int parallelism, int stopAfter)
            throws IOException {
        ProcessBuilder builder = ChildJvm.lasting(
                UploaderProcess.class, work.resolve("errors"), endpoint, file(), written(), parallelism, stopAfter);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void awaitLines(Process process, int lines) throws IOException {
        while (!Files.exists(written()) || Files.readAllLines(written()).size() < lines) {
            assertThat(process.isAlive() && !Thread.interrupted())
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
