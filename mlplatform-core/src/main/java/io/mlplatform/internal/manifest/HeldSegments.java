package io.mlplatform.internal.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** The segments that entries in memory would be. */
final class HeldSegments implements SegmentSource {

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, List<FileEntry>> byFirst = new HashMap<>();

    /** @param sorted by path */
    HeldSegments(List<FileEntry> sorted, List<String> partitionBy, Boundaries boundaries) {
        for (List<FileEntry> segment : boundaries.cut(sorted)) {
            Row row = Row.of(segment, partitionBy);
            rows.add(row);
            byFirst.put(row.first(), segment);
        }
    }

    List<Row> rows() {
        return rows;
    }

    @Override
    public List<FileEntry> entries(Row segment) {
        return byFirst.getOrDefault(segment.first(), List.of());
    }

    @Override
    public Optional<FileEntry> find(Row segment, String path) {
        return entries(segment).stream()
                .filter(entry -> entry.path().equals(path))
                .findFirst();
    }

    @Override
    public List<Row> segments(Row node) {
        throw new IllegalStateException("segments in memory have no index nodes");
    }

    @Override
    public <T> Stream<T> ahead(Iterator<Callable<T>> reads) {
        List<T> results = new ArrayList<>();
        reads.forEachRemaining(read -> {
            try {
                results.add(read.call());
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("what is in memory is read without failure", e);
            }
        });
        return results.stream();
    }
}
