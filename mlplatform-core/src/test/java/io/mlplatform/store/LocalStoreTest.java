package io.mlplatform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.AlreadyExistsException;
import io.mlplatform.MlPlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a disk knows; the rest of its behaviour is the contract's. */
class LocalStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void anObjectIsAFileOfItsKey() throws IOException {
        put(open(), "growth/churn/_log/a.json", "{}");
        assertThat(folder.resolve("growth/churn/_log/a.json")).hasContent("{}");
        assertThat(folder.resolve(".tmp").toFile().list()).allMatch(name -> name.startsWith("lock-"));
    }

    @Test
    void timesAreTheInjectedClocks() {
        ObjectStore store = open();
        put(store, "a", "1");
        assertThat(store.head(ObjectKey.of("a")).orElseThrow().lastModified()).isEqualTo(NOW);
        assertThat(store.list("", "", Delimiter.NONE, 1).date()).isEqualTo(NOW);
    }

    @Test
    void tagsDifferAlthoughTheClockStandsStill() {
        ObjectStore store = open();
        List<String> tags = IntStream.range(0, 50)
                .mapToObj(i -> put(store, "counter", "v" + i % 10))
                .map(outcome -> ((PutOutcome.Stored) outcome).etag())
                .toList();
        assertThat(tags).doesNotHaveDuplicates();
    }

    @Test
    void tagsDifferAlthoughTheClockTicksBetweenTheWriteAndTheName() {
        for (int readings = 0; readings < 10; readings++) {
            TickingClock clock = new TickingClock();
            ObjectStore store = LocalStore.open(folder.resolve("" + readings), clock);
            clock.tickAfter(readings);
            List<String> tags = IntStream.range(0, 3)
                    .mapToObj(i -> ((PutOutcome.Stored) put(store, "counter", "v" + i)).etag())
                    .toList();

            // Of one size, and a file number may come back: what is left to tell them apart is the time.
            assertThat(tags.stream().map(tag -> tag.substring(0, tag.indexOf('-'))))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void whatACrashLeftIsRemovedAfterADayAndHiddenBefore() throws IOException {
        put(open(), "a", "1");
        Path old = debris("77-1.part", NOW.minus(Duration.ofHours(25)));
        Path young = debris("77-2.part", NOW.minus(Duration.ofHours(23)));
        Path lock = debris("lock-3", NOW.minus(Duration.ofDays(400)));

        ObjectStore store = open();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(lock).exists();
        assertThat(store.list("", "", Delimiter.NONE, 10).objects()).hasSize(1);
        assertThat(store.list("", "", Delimiter.SLASH, 10).folders()).isEmpty();
        assertThatThrownBy(() -> put(store, ".tmp/77-2.part", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> put(store, ".tmp", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anObjectBesideAFolderOfItsNameIsRefused() {
        ObjectStore store = open();
        put(store, "x/y", "1");
        for (PutCondition condition : List.of(PutCondition.ifAbsent(), PutCondition.always())) {
            assertThatThrownBy(() -> store.put(ObjectKey.of("x"), Content.of("2"), condition))
                    .isInstanceOf(AlreadyExistsException.class)
                    .hasMessageContaining("/x: ");
            assertThatThrownBy(() -> store.put(ObjectKey.of("x/y/z"), Content.of("2"), condition))
                    .isInstanceOf(AlreadyExistsException.class);
        }
        assertThat(store.list("", "", Delimiter.NONE, 10).objects()).hasSize(1);
        assertThat(folder.resolve(".tmp").toFile().list()).allMatch(name -> name.startsWith("lock-"));
    }

    @Test
    void symbolicLinksAreNotFollowed(@TempDir Path elsewhere) throws IOException {
        ObjectStore store = open();
        Files.writeString(elsewhere.resolve("secret"), "s");
        Files.createSymbolicLink(folder.resolve("out"), elsewhere);
        Files.createSymbolicLink(folder.resolve("leaf"), elsewhere.resolve("secret"));
        for (String key : List.of("out/secret", "out/new", "out/deep/new", "leaf")) {
            for (PutCondition condition : List.of(PutCondition.ifAbsent(), PutCondition.always())) {
                assertThatThrownBy(() -> store.put(ObjectKey.of(key), Content.of("2"), condition))
                        .isInstanceOf(AccessDeniedException.class)
                        .hasMessageContaining("symbolic link");
            }
            assertThatThrownBy(() -> store.delete(List.of(ObjectKey.of(key))))
                    .isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> store.head(ObjectKey.of(key))).isInstanceOf(AccessDeniedException.class);
        }
        assertThat(store.list("", "", Delimiter.NONE, 10).objects()).isEmpty();
        assertThat(elsewhere.toFile().list()).containsExactly("secret");
        assertThat(elsewhere.resolve("secret")).hasContent("s");
    }

    @Test
    void noPrefixLeadsOutOfTheStore(@TempDir Path elsewhere) throws IOException {
        ObjectStore store = open();
        put(store, "a/b", "1");
        Files.writeString(elsewhere.resolve("secret"), "s");
        Files.createSymbolicLink(folder.resolve("out"), elsewhere);
        String sibling = folder.getParent().relativize(elsewhere).toString();
        for (String prefix : List.of("/", elsewhere + "/", "../", "../" + sibling + "/", "a/../../", "out/", ".tmp/")) {
            Listing listing = store.list(prefix, "", Delimiter.NONE, 10);
            assertThat(listing.objects()).as(prefix).isEmpty();
            assertThat(store.list(prefix, "", Delimiter.SLASH, 10).folders())
                    .as(prefix)
                    .isEmpty();
        }
        for (String prefix : List.of("./", "a//", "//", "a/./", "\0/")) {
            assertThat(store.list(prefix, "", Delimiter.NONE, 10).objects()).isEmpty();
        }
    }

    @Test
    void deletingTheLastObjectOfAFolderRemovesTheFolder() {
        ObjectStore store = open();
        put(store, "a/b/c/1", "1");
        put(store, "a/2", "2");
        store.delete(List.of(ObjectKey.of("a/b/c/1")));
        assertThat(folder.resolve("a").toFile().list()).containsExactly("2");
        store.delete(List.of(ObjectKey.of("a/2")));
        assertThat(folder.resolve("a")).doesNotExist();
        assertThat(folder).exists();
    }

    @Test
    void aPutPrevailsOverTheRemovalOfItsFolder() throws Exception {
        ObjectStore store = open();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<?> deleter = executor.submit(() -> {
                for (int i = 0; i < 300; i++) {
                    put(store, "a/b/other", "x");
                    store.delete(List.of(ObjectKey.of("a/b/other")));
                }
            });
            int round = 0;
            while (!deleter.isDone()) {
                ObjectKey key = ObjectKey.of("a/b/c/" + round++);
                assertThat(store.put(key, Content.of("mine"), PutCondition.ifAbsent()))
                        .isInstanceOf(PutOutcome.Stored.class);
                assertThat(store.head(key)).isPresent();
                store.delete(List.of(key));
            }
            deleter.get();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void twoStoresOfOneFolderShareTheirLocks() throws Exception {
        List<ObjectStore> stores = List.of(open(), open());
        ObjectKey key = ObjectKey.of("counter");
        put(stores.get(0), "counter", "0");
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> workers = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(worker -> executor.submit(() -> {
                        for (int i = 0; i < 25; i++) {
                            increment(stores.get(worker % 2), key);
                        }
                    }))
                    .toList();
            for (Future<?> worker : workers) {
                worker.get();
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(folder.resolve("counter")).hasContent("100");
    }

    private static void increment(ObjectStore store, ObjectKey key) {
        while (true) {
            try (GetOutcome.Found found = (GetOutcome.Found) store.get(key, ByteRange.ALL, GetCondition.always())) {
                int count = Integer.parseInt(new String(found.body().readAllBytes()));
                PutCondition unchanged = PutCondition.ifMatch(found.info().etag());
                if (store.put(key, Content.of("" + (count + 1)), unchanged) instanceof PutOutcome.Stored) {
                    return;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void emptyFoldersAndForeignFilesAreNotListed() throws IOException {
        ObjectStore store = open();
        Files.createDirectories(folder.resolve("empty/deep"));
        Files.writeString(folder.resolve("tab\there"), "x");
        put(store, "full/1", "1");
        Listing listing = store.list("", "", Delimiter.SLASH, 10);
        assertThat(listing.folders()).containsExactly("full/");
        assertThat(listing.objects()).isEmpty();
        assertThat(listing.next()).isEmpty();
    }

    @Test
    void aDiskWithoutHardLinksIsRefused() throws IOException {
        URI zip = URI.create("jar:" + folder.resolve("disk.zip").toUri());
        try (FileSystem disk = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            ObjectStore store = LocalStore.open(disk.getPath("/lake"), CLOCK);
            assertThatThrownBy(() -> store.put(ObjectKey.of("a"), Content.of("1"), PutCondition.ifAbsent()))
                    .isInstanceOf(MlPlatformException.class)
                    .hasMessageContaining("no hard links");
            assertThat(store.head(ObjectKey.of("a"))).isEmpty();
        }
    }

    @Test
    void theProvidersAreFoundByScheme() {
        ClassLoader loader = StoreProvider.class.getClassLoader();
        List<StoreProvider> providers = ServiceLoader.load(StoreProvider.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        assertThat(providers).extracting(StoreProvider::scheme).containsExactlyInAnyOrder("file", "mem");
        StoreLocation place =
                new FileStoreProvider().open(folder.resolve("lake").toUri());
        put(place.store(), "a", "1");
        assertThat(folder.resolve("lake/a")).hasContent("1");
        assertThat(place.prefix()).isEmpty();
        assertThat(new MemoryStoreProvider().open(URI.create("mem:/")).store().location())
                .isEqualTo("mem:");
        assertThatThrownBy(() -> new FileStoreProvider().open(URI.create("file:relative")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MemoryStoreProvider().open(URI.create("mem:/name")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Stands still for as many readings, and then goes on by a millisecond. */
    private static final class TickingClock extends Clock {
        private int left = Integer.MAX_VALUE;

        void tickAfter(int readings) {
            left = readings;
        }

        @Override
        public Instant instant() {
            return left-- > 0 ? NOW : NOW.plusMillis(1);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private ObjectStore open() {
        return LocalStore.open(folder, CLOCK);
    }

    private Path debris(String name, Instant modified) throws IOException {
        Path file = Files.write(folder.resolve(".tmp").resolve(name), new byte[3]);
        return Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private static PutOutcome put(ObjectStore store, String key, String text) {
        return store.put(ObjectKey.of(key), Content.of(text), PutCondition.always());
    }
}
