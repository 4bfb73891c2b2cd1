package io.mlplatform.internal.manifest;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.internal.Utf8;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of a version, by path in UTF-8 order, each path once. What lies in a store is read when it is asked for, and
 * no more of it than may hold the answer. Immutable, thread-safe.
 */
public final class Manifest {

    private final List<String> partitionBy;
    private final long files;
    private final long bytes;
    private final Digest digest;
    private final List<Row> rows;
    private final boolean nodes;
    private final SegmentSource source;

    /** @param nodes true where the rows are those of index nodes */
    Manifest(
            List<String> partitionBy,
            long files,
            long bytes,
            Digest digest,
            List<Row> rows,
            boolean nodes,
            SegmentSource source) {
        this.partitionBy = List.copyOf(partitionBy);
        this.files = files;
        this.bytes = bytes;
        this.digest = digest;
        this.rows = List.copyOf(rows);
        this.nodes = nodes;
        this.source = source;
    }

    /** These files, in memory; a path that stands twice is an {@link IllegalArgumentException}. */
    public static Manifest of(List<String> partitionBy, Collection<FileEntry> files) {
        return of(partitionBy, files, Boundaries.FORMAT);
    }

    static Manifest of(List<String> partitionBy, Collection<FileEntry> files, Boundaries boundaries) {
        List<FileEntry> sorted = new ArrayList<>(files);
        sorted.sort((left, right) -> Utf8.ORDER.compare(left.path(), right.path()));
        long bytes = 0;
        for (int i = 0; i < sorted.size(); i++) {
            FileEntry file = sorted.get(i);
            bytes = Sums.plus(bytes, file.size());
            if (i > 0 && file.path().equals(sorted.get(i - 1).path())) {
                throw new IllegalArgumentException("'" + file.path() + "' stands twice: give each file its own path");
            }
        }
        HeldSegments held = new HeldSegments(sorted, partitionBy, boundaries);
        Digest digest =
                ContentDigest.ofVersion(held.rows().stream().map(Row::digest).toList());
        return new Manifest(partitionBy, sorted.size(), bytes, digest, held.rows(), false, held);
    }

    public static Manifest empty(List<String> partitionBy) {
        return of(partitionBy, List.of());
    }

    public List<String> partitionBy() {
        return partitionBy;
    }

    public long files() {
        return files;
    }

    /** The sum of the files' sizes. */
    public long bytes() {
        return bytes;
    }

    public Digest digest() {
        return digest;
    }

    /** All files in order of path, in memory together. */
    public List<FileEntry> entries() {
        return entries(EntryFilter.all()).toList();
    }

    /**
     * The files that are meant, in order of path; segments are read while the stream is, some ahead. Whoever leaves it
     * before the end closes it.
     */
    public Stream<FileEntry> entries(EntryFilter filter) {
        PartitionValues values = new PartitionValues(partitionBy);
        Stream<Row> segments = segments(filter, node -> true, (node, of) -> {});
        Iterator<Callable<List<FileEntry>>> reads =
                Iterators.map(segments.iterator(), row -> () -> source.entries(row));
        return source.ahead(reads)
                .onClose(segments::close)
                .flatMap(List::stream)
                .filter(entry -> filter.matches(entry.path(), values));
    }

    /** The file of that path: none but the segment that may have it is read. */
    public Optional<FileEntry> find(String path) {
        Iterator<Row> candidates = segments(EntryFilter.paths(List.of(path)));
        return candidates.hasNext() ? source.find(candidates.next(), path) : Optional.empty();
    }

    /**
     * Refuses index nodes whose segments have another digest together than the version; all nodes are read.
     *
     * @param resource named where that is so
     */
    public void requireDigest(String resource) {
        ContentDigest actual = new ContentDigest();
        segments(EntryFilter.all()).forEachRemaining(segment -> actual.add(segment.digest()));
        if (!actual.finish().equals(digest)) {
            throw new DataCorruptException(
                    resource, "its index nodes do not have the digest that its root says: restore the manifest");
        }
    }

    /** The segments that may hold what is meant, in order; index nodes that cannot are not read. */
    Iterator<Row> segments(EntryFilter filter) {
        return segments(filter, node -> true, (node, segments) -> {}).iterator();
    }

    /**
     * As {@link #segments(EntryFilter)}, without those of index nodes that fail a test.
     *
     * @param seen is told each index node that was read, and its segments
     */
    Stream<Row> segments(EntryFilter filter, Predicate<Row> test, BiConsumer<Row, List<Row>> seen) {
        Stream<Row> wanted = rows.stream().filter(filter::mayMatch);
        if (!nodes) {
            return wanted;
        }
        record Node(Row row, List<Row> segments) {}
        Iterator<Callable<Node>> reads =
                Iterators.map(wanted.filter(test).iterator(), node -> () -> new Node(node, source.segments(node)));
        return source.ahead(reads)
                .peek(node -> seen.accept(node.row(), node.segments()))
                .flatMap(node -> node.segments().stream())
                .filter(filter::mayMatch);
    }

    /** The rows of its root: of index nodes, or of segments. */
    List<Row> rows() {
        return rows;
    }

    /** True where its root lists index nodes. */
    boolean hasNodes() {
        return nodes;
    }

    SegmentSource source() {
        return source;
    }

    @Override
    public String toString() {
        return files + " files, " + bytes + " bytes, digest " + digest;
    }
}
