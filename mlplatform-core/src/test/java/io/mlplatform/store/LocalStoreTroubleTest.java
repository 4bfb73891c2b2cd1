package io.mlplatform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A local store whose calls fail, are interrupted, or meet what others put in their way. */
class LocalStoreTroubleTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void aPutThatFailedIsInNobodysWay() {
        ObjectStore store = open();
        Content broken = new Content() {
            @Override
            public long length() {
                return 3;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("gone");
            }
        };
        for (PutCondition condition : List.of(PutCondition.ifAbsent(), PutCondition.always())) {
            assertThatThrownBy(() -> store.put(ObjectKey.of("p/q/r/s"), broken, condition))
                    .hasRootCauseMessage("gone");
            assertThat(folder.resolve("p")).doesNotExist();
        }
        assertThat(store.put(ObjectKey.of("p/q/r"), Content.of("1"), PutCondition.ifMatch("no-such-tag")))
                .isInstanceOf(PutOutcome.ConditionNotMet.class);
        assertThat(put(store, "p/q", "fine")).isInstanceOf(PutOutcome.Stored.class);
    }

    @Test
    void aLinkInPlaceOfTheWorkFolderLeadsNobodyElsewhere(@TempDir Path elsewhere) throws IOException {
        Path victim = Files.write(elsewhere.resolve("movie.part"), new byte[3]);
        Files.setLastModifiedTime(victim, FileTime.from(NOW.minus(Duration.ofDays(3))));
        Files.createSymbolicLink(folder.resolve(".tmp"), elsewhere);

        ObjectStore store = open();

        for (PutCondition condition : List.of(PutCondition.ifAbsent(), PutCondition.always())) {
            assertThatThrownBy(() -> store.put(ObjectKey.of("a"), Content.of("1"), condition))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("symbolic link");
        }
        assertThat(elsewhere.toFile().list()).containsExactly("movie.part");
    }

    @Test
    void aLinkInPlaceOfALockFileLeadsNobodyElsewhere(@TempDir Path elsewhere) throws IOException {
        ObjectStore store = open();
        Files.createDirectory(folder.resolve(".tmp"));
        for (int i = 0; i < 16; i++) {
            Files.createSymbolicLink(folder.resolve(".tmp/lock-" + i), elsewhere.resolve("lock"));
        }

        assertThatThrownBy(() -> put(store, "a", "1")).isInstanceOf(MlPlatformException.class);
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aLockThatTheLibraryHoldsByAnotherClassLoaderIsToldAsThat() throws IOException {
        ObjectStore store = open();
        put(store, "a", "1");
        Path lock =
                folder.resolve(".tmp").resolve(folder.resolve(".tmp").toFile().list()[0]);
        try (FileChannel other = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            other.lock();
            assertThatThrownBy(() -> put(store, "a", "2"))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("loaded twice");
        }
        assertThat(put(store, "a", "2")).isInstanceOf(PutOutcome.Stored.class);
    }

    @Test
    void aCallThatWasInterruptedSaysSo() {
        ObjectStore store = open();
        for (PutCondition condition : List.of(PutCondition.ifAbsent(), PutCondition.always())) {
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> store.put(ObjectKey.of("a"), Content.of("1"), condition))
                        .isInstanceOf(StorageUnavailableException.class)
                        .hasMessageContaining("writing was interrupted: call again");
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    @Test
    void whatInterruptedAnUploadIsToldBeforeWhatThatLeftUnsynced() throws Exception {
        LocalStore store = open();
        Thread caller = Thread.currentThread();
        CountDownLatch firstIsUp = new CountDownLatch(1);
        Content blocking = new Content() {
            @Override
            public long length() {
                return 1 << 20;
            }

            @Override
            public InputStream open() throws IOException {
                try {
                    firstIsUp.await();
                    caller.interrupt();
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
                return InputStream.nullInputStream();
            }
        };
        List<Upload> uploads = List.of(
                new Upload(ObjectKey.of("d/first"), Content.of("1")), new Upload(ObjectKey.of("d/second"), blocking));
        TransferListener listener = new TransferListener() {
            @Override
            public void transferred(long bytes) {}

            @Override
            public void finished(ObjectKey key) {
                firstIsUp.countDown();
            }
        };
        try {
            assertThatThrownBy(() -> store.upload(uploads, listener))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("interrupted")
                    .hasMessageNotContaining("durable")
                    .satisfies(e -> assertThat(e.getSuppressed())
                            .anyMatch(unsynced -> unsynced.getMessage().contains("durable was interrupted")));
        } finally {
            Thread.interrupted();
            store.close();
        }
    }

    @Test
    void aContentThatCannotTellItsLengthAgainEndsTheUpload() {
        ObjectStore store = open();
        List<Upload> uploads = IntStream.range(0, 300)
                .mapToObj(i -> new Upload(
                        ObjectKey.of("bulk/" + i), i == 200 ? new ToldOnce() : Content.of("x"), Optional.empty()))
                .toList();

        assertThatThrownBy(() -> store.upload(uploads, TransferListener.SILENT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("told once");
    }

    private static final class ToldOnce implements Content {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public long length() {
            if (asked.getAndIncrement() > 0) {
                throw new IllegalStateException("told once");
            }
            return 1;
        }

        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }
    }

    private LocalStore open() {
        return LocalStore.open(folder, CLOCK);
    }

    private static PutOutcome put(ObjectStore store, String key, String text) {
        return store.put(ObjectKey.of(key), Content.of(text), PutCondition.always());
    }
}
