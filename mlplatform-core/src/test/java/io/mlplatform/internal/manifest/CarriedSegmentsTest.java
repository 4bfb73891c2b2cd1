package io.mlplatform.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.ProgressListener;
import io.mlplatform.Settings;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.DaemonThreads;
import io.mlplatform.internal.Keys;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.StoreLocation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A change at the beginning of a version of many segments, all others of which are carried by their rows. */
class CarriedSegmentsTest {

    private static final int SEGMENTS = 3_500;
    // Each file is a segment.
    private static final Boundaries BOUNDARIES = new Boundaries(0, 10, 8, 1_000, SEGMENTS * 2);

    private final Keys keys =
            new Keys(new StoreLocation(new MemoryStore(Clock.systemUTC()), ""), EntityName.of("growth/churn"));
    private final ExecutorService threads = DaemonThreads.pool("test", 1);
    private final Context context =
            new Context(Settings.defaults(), () -> Entries.TXN, attempt -> {}, threads, ProgressListener.SILENT);
    private final Documents documents = new Documents(keys, Entries.LATER_TXN, uploads -> {});

    @AfterEach
    void close() {
        threads.shutdown();
    }

    @Test
    void noMoreThanAThousandAreHeldBeforeTheyEnterTheRoot() {
        Watched source = new Watched();
        List<Row> rows = IntStream.range(0, SEGMENTS)
                .mapToObj(i -> Entries.entry(String.format("f%04d", i)))
                .map(entry -> Row.of(List.of(entry), List.of()))
                .map(row -> row.storedAs(new StoredDocument(Digest.of(row.first()), Entries.TXN, 100)))
                .toList();
        Digest digest = ContentDigest.ofVersion(rows.stream().map(Row::digest).toList());
        Manifest base = new Manifest(List.of(), SEGMENTS, 1, digest, rows, false, source);
        FileEntry first = Entries.entry("a", "new", Entries.LATER_TXN);

        new ManifestWriter(context, documents, entry -> {}, BOUNDARIES)
                .write(
                        ManifestEdit.of(ManifestEdit.Mode.APPEND, List.of(), List.of(first), Optional.empty()),
                        base,
                        "mlp://datasets/growth/churn",
                        PartitionSums.none());

        // The first segment is read, the others come a thousand at a time: with the first thousand the new one enters.
        assertThat(source.entered).containsExactly(0, 0, 1, 0, 0);
    }

    /** Tells, whenever more of the version is asked for, how many documents have come since it was last. */
    private final class Watched implements SegmentSource {

        private final List<Integer> entered = new ArrayList<>();

        @Override
        public List<FileEntry> entries(Row segment) {
            if (!segment.first().equals("f0000")) {
                throw new IllegalStateException("read: " + segment.first());
            }
            return List.of(Entries.entry("f0000"));
        }

        @Override
        public Optional<FileEntry> find(Row segment, String path) {
            throw new IllegalStateException("read: " + path);
        }

        @Override
        public List<Row> segments(Row node) {
            throw new IllegalStateException("there are no nodes");
        }

        @Override
        public <T> Stream<T> ahead(Iterator<Callable<T>> reads) {
            return Iterators.stream(Iterators.map(reads, read -> {
                entered.add(documents.take().size());
                try {
                    return read.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
    }
}
