package io.mlplatform.internal.manifest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Files and bytes of a version by the values of one partition column. Segments that hold one value are summed by their
 * rows; only those in which it changes are read. Not thread-safe.
 */
public final class PartitionSums {

    /** How many files there are of a value, and their sizes together. */
    public record Sum(long files, long bytes) {

        Sum plus(long moreFiles, long moreBytes) {
            return new Sum(files + moreFiles, bytes + moreBytes);
        }
    }

    private final Optional<String> column;
    private final Map<String, Sum> sums = new TreeMap<>();
    private final List<Row> mixed = new ArrayList<>();
    private boolean partitioned;

    private PartitionSums(Optional<String> column) {
        this.column = column;
    }

    /** By that column, if the version has it. */
    public static PartitionSums by(String column) {
        return new PartitionSums(Optional.of(column));
    }

    public static PartitionSums none() {
        return new PartitionSums(Optional.empty());
    }

    /** By the value as it stands in a path; empty where the version is not partitioned by the column. */
    public Optional<Map<String, Sum>> sums() {
        return partitioned ? Optional.of(sums) : Optional.empty();
    }

    void begin(List<String> partitionBy) {
        partitioned = column.filter(partitionBy::contains).isPresent();
    }

    /** @param entries of the segment, where they are at hand */
    void add(Row segment, List<FileEntry> entries, List<String> partitionBy) {
        if (!partitioned) {
            return;
        }
        String name = column.orElseThrow();
        Optional<Optional<String>> only =
                Optional.ofNullable(segment.partitions().get(name)).flatMap(Bounds::only);
        if (only.isPresent()) {
            add(only.get(), segment.files(), segment.bytes());
        } else if (entries.isEmpty()) {
            mixed.add(segment);
        } else {
            add(entries, partitionBy);
        }
    }

    void finish(Manifest base) {
        Iterator<Callable<List<FileEntry>>> reads =
                Iterators.map(mixed.iterator(), row -> () -> base.source().entries(row));
        base.source().ahead(reads).forEach(entries -> add(entries, base.partitionBy()));
        mixed.clear();
    }

    private void add(List<FileEntry> entries, List<String> partitionBy) {
        PartitionValues values = new PartitionValues(partitionBy);
        String name = column.orElseThrow();
        entries.forEach(entry -> add(values.of(entry.path(), name), 1, entry.size()));
    }

    private void add(Optional<String> value, long files, long bytes) {
        sums.merge(
                PartitionPath.encode(value),
                new Sum(files, bytes),
                (before, more) -> before.plus(more.files(), more.bytes()));
    }
}
