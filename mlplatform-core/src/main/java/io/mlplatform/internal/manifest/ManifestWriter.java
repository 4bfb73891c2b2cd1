package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.Utf8;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Stores what a merge makes of a version: segments that are new, index nodes, and the root that a commit names. A few
 * segments are in memory at a time, whatever the size of the version. Not thread-safe.
 */
public final class ManifestWriter {

    // Segments are packed in parallel, so some must have come together; a large one is enough work alone.
    private static final int BATCH_ENTRIES = 65_536;
    private static final int BATCH_SEGMENTS = 1_000;

    /** A segment that is to be packed, or named as it was. */
    private record Pending(Optional<Row> carried, List<FileEntry> entries) {}

    /** A segment with what is to be stored of it. */
    private record Packed(Row row, Optional<byte[]> stored, List<FileEntry> entries) {}

    private final Context context;
    private final Documents documents;
    private final Boundaries boundaries;
    private final Consumer<FileEntry> accepted;

    /** @param accepted takes the entries of the own txn that are part of the version, in order of path */
    public ManifestWriter(Context context, Documents documents, Consumer<FileEntry> accepted) {
        this(context, documents, accepted, Boundaries.FORMAT);
    }

    ManifestWriter(Context context, Documents documents, Consumer<FileEntry> accepted, Boundaries boundaries) {
        this.context = context;
        this.documents = documents;
        this.accepted = accepted;
        this.boundaries = boundaries;
    }

    /**
     * The edit applied to {@code base}, with all documents of the new version stored or held.
     *
     * @param address the entity, for refusals
     * @param sums collects what the caller wants to know of partitions
     */
    public WrittenManifest write(ManifestEdit edit, Manifest base, String address, PartitionSums sums) {
        RootBuilder root = new RootBuilder(edit.partitionBy(), base, documents, boundaries, sums);
        Batches batches = new Batches(edit.partitionBy(), address, root);
        new ManifestMerge(edit, base, address, boundaries, batches).run();
        batches.flush();
        return root.finish(batches.reuses);
    }

    private final class Batches implements SegmentOutput {

        private final List<String> partitionBy;
        private final String address;
        private final RootBuilder root;
        private final Deque<Row> opened = new ArrayDeque<>();
        private final List<Pending> pending = new ArrayList<>();
        private int pendingEntries;
        private boolean reuses;

        Batches(List<String> partitionBy, String address, RootBuilder root) {
            this.partitionBy = partitionBy;
            this.address = address;
            this.root = root;
        }

        @Override
        public void carried(Row segment) {
            reuses = true;
            pending.add(new Pending(Optional.of(segment), List.of()));
            flushWhereMany();
        }

        @Override
        public void opened(Row segment) {
            opened.add(segment);
        }

        @Override
        public void node(Row node, List<Row> segments) {
            root.node(node, segments);
        }

        @Override
        public void cut(List<FileEntry> entries) {
            opened.removeIf(row -> Utf8.ORDER.compare(row.last(), entries.get(0).path()) < 0);
            boolean own = false;
            for (FileEntry entry : entries) {
                if (entry.txn().equals(documents.txn())) {
                    accepted.accept(entry);
                    own = true;
                } else {
                    reuses = true;
                }
            }
            // Entries that all lie where they lay may be a segment as it was.
            pending.add(new Pending(own ? Optional.empty() : unchanged(entries), entries));
            pendingEntries += entries.size();
            flushWhereMany();
        }

        private void flushWhereMany() {
            if (pendingEntries >= BATCH_ENTRIES || pending.size() >= BATCH_SEGMENTS) {
                flush();
            }
        }

        private Optional<Row> unchanged(List<FileEntry> entries) {
            Digest digest = ContentDigest.ofSegment(entries);
            return opened.stream().filter(row -> row.digest().equals(digest)).findFirst();
        }

        void flush() {
            Deque<Packed> packed = new ArrayDeque<>(packed(pending.stream()
                    .filter(segment -> segment.carried().isEmpty())
                    .map(Pending::entries)
                    .toList()));
            for (Pending segment : pending) {
                Packed next = segment.carried()
                        .map(row -> new Packed(row, Optional.empty(), segment.entries()))
                        .orElseGet(packed::remove);
                next.stored()
                        .ifPresent(
                                stored -> documents.addLines(stored, next.row().stored()));
                root.add(next.row(), next.entries());
            }
            pending.clear();
            pendingEntries = 0;
        }

        private List<Packed> packed(List<List<FileEntry>> segments) {
            if (segments.size() == 1) {
                return List.of(pack(segments.get(0)));
            }
            return Parallel.call(
                    context.executor(),
                    address,
                    segments.stream()
                            .<Callable<Packed>>map(entries -> () -> pack(entries))
                            .toList());
        }

        private Packed pack(List<FileEntry> entries) {
            byte[] stored = StoredDocument.zip(EntryLines.write(entries));
            StoredDocument name = new StoredDocument(Digest.of(stored), documents.txn(), stored.length);
            return new Packed(Row.of(entries, partitionBy).storedAs(name), Optional.of(stored), entries);
        }
    }
}
