package io.mlplatform.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two fetches into one folder at once. */
class SharedFolderTest {

    private static final ObjectKey KEY = ObjectKey.of("data/model.bin");
    private static final String TEXT = "first half, second half";
    private static final ObjectInfo INFO = new ObjectInfo(KEY, TEXT.length(), "1", Instant.EPOCH);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void eachPublishesItsOwnWholeFile() throws Exception {
        CountDownLatch firstHasRead = new CountDownLatch(1);
        CountDownLatch secondIsHalfWay = new CountDownLatch(1);
        CountDownLatch firstHasEnded = new CountDownLatch(1);
        Download download = new Download(KEY, TEXT.length(), Digest.of(TEXT), folder.resolve("m".repeat(255)));

        Future<?> first = threads.submit(() -> fetch(download, body(TEXT, "", firstHasRead, secondIsHalfWay)));
        firstHasRead.await();
        Future<?> second = threads.submit(
                () -> fetch(download, body(TEXT.substring(0, 10), TEXT.substring(10), secondIsHalfWay, firstHasEnded)));

        first.get(30, TimeUnit.SECONDS);
        assertThat(download.target()).hasContent(TEXT);
        firstHasEnded.countDown();
        second.get(30, TimeUnit.SECONDS);
        assertThat(download.target()).hasContent(TEXT);
        assertThat(folder.toFile().list())
                .containsExactly(download.target().getFileName().toString());
    }

    @Test
    void whatAKilledFetchLeftIsNotInTheWay() throws Exception {
        Download download = new Download(KEY, TEXT.length(), Digest.of(TEXT), folder.resolve("model.bin"));
        String left = "." + Digest.of("model.bin").hex().substring(0, 32) + "-0.part";
        Files.writeString(folder.resolve(left), "hal");

        fetch(download, new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8)));

        assertThat(download.target()).hasContent(TEXT);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder(left, "model.bin");
        assertThat(folder.resolve(left)).hasContent("hal");
    }

    private void fetch(Download download, InputStream body) {
        ObjectStore store = (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (proxy, method, arguments) ->
                        method.getName().equals("get") ? new GetOutcome.Found(INFO, body, Instant.EPOCH) : "test:");
        new BulkTransfer(store, threads).download(List.of(download), TransferListener.SILENT);
    }

    /** A body that, between its parts, tells one latch and waits for another. */
    private static InputStream body(String before, String after, CountDownLatch reached, CountDownLatch awaited) {
        InputStream gate = new InputStream() {
            @Override
            public int read() {
                reached.countDown();
                try {
                    awaited.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return -1;
            }
        };
        return new SequenceInputStream(new SequenceInputStream(stream(before), gate), stream(after));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
