package io.mlplatform.internal.manifest;

import io.mlplatform.DataCorruptException;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.Lines;
import io.mlplatform.internal.ReadAhead;
import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Reads stored segments and index nodes, each held against the row that names it; those used last need no request. */
final class SegmentReader implements SegmentSource {

    private final ObjectStore store;
    private final Keys keys;
    private final Context context;
    private final List<String> partitionBy;

    SegmentReader(ObjectStore store, Keys keys, Context context, List<String> partitionBy) {
        this.store = store;
        this.keys = keys;
        this.context = context;
        this.partitionBy = partitionBy;
    }

    @Override
    public List<FileEntry> entries(Row segment) {
        Optional<byte[]> cached = context.segments().find(segment.content(partitionBy));
        if (cached.isPresent()) {
            return lines(segment, cached.get()).all(segment.files());
        }
        byte[] unpacked = unpacked(segment);
        EntryLines.Digested read = lines(segment, unpacked).digested(segment.files());
        require(segment, row(segment, read));
        context.segments().add(segment.content(partitionBy), unpacked);
        return read.entries();
    }

    @Override
    public Optional<FileEntry> find(Row segment, String path) {
        Optional<byte[]> cached = context.segments().find(segment.content(partitionBy));
        if (cached.isPresent()) {
            return lines(segment, cached.get()).find(path);
        }
        return entries(segment).stream()
                .filter(entry -> entry.path().equals(path))
                .findFirst();
    }

    @Override
    public List<Row> segments(Row node) {
        Optional<byte[]> cached = context.segments().find(node.content(partitionBy));
        byte[] unpacked = cached.orElseGet(() -> unpacked(node));
        List<Row> rows = new ArrayList<>();
        try {
            Lines.read(
                    new ByteArrayInputStream(unpacked),
                    resource(node),
                    line -> rows.add(Row.parseSegment(StoredJson.parse(line, resource(node)))));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
        if (rows.isEmpty()) {
            throw new DataCorruptException(resource(node), "is empty: restore it");
        }
        if (cached.isEmpty()) {
            requireOrder(rows, resource(node));
            require(node, nodeRow(node, rows));
            context.segments().add(node.content(partitionBy), unpacked);
        }
        return rows;
    }

    @Override
    public <T> Stream<T> ahead(Iterator<Callable<T>> reads) {
        ReadAhead<T> results = new ReadAhead<>(
                context.executor(), store.location(), reads, context.settings().parallelism());
        return Iterators.stream(results).onClose(results::close);
    }

    /** Refuses rows that are not in order of their paths: nothing could be found in them. */
    static void requireOrder(List<Row> rows, String resource) {
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            boolean ordered = Utf8.ORDER.compare(row.first(), row.last()) <= 0
                    && (i == 0 || Utf8.ORDER.compare(rows.get(i - 1).last(), row.first()) < 0);
            if (!ordered || row.files() < 1) {
                throw new DataCorruptException(
                        resource, "its segments are not in order of their paths, or empty: restore the manifest");
            }
        }
    }

    private Row nodeRow(Row node, List<Row> segments) {
        try {
            return Row.ofNode(segments, partitionBy);
        } catch (IllegalArgumentException e) {
            throw new DataCorruptException(resource(node), e.getMessage() + "; restore it", e);
        }
    }

    private Row row(Row segment, EntryLines.Digested read) {
        if (read.entries().isEmpty()) {
            throw new DataCorruptException(resource(segment), "is empty: restore it");
        }
        try {
            return Row.of(read.entries(), read.digest(), partitionBy);
        } catch (IllegalArgumentException e) {
            throw new DataCorruptException(resource(segment), e.getMessage() + "; restore it", e);
        }
    }

    private void require(Row stated, Row actual) {
        boolean same = actual.digest().equals(stated.digest())
                && actual.files() == stated.files()
                && actual.bytes() == stated.bytes()
                && actual.first().equals(stated.first())
                && actual.last().equals(stated.last())
                && actual.inPlace() == stated.inPlace()
                && (stated.partitions().isEmpty() || within(actual.partitions(), stated.partitions()));
        if (!same) {
            throw new DataCorruptException(
                    resource(stated),
                    "has the content digest " + actual.digest() + ", " + actual.files() + " files from '"
                            + actual.first() + "' to '" + actual.last() + "' where the root says " + stated.digest()
                            + ", " + stated.files() + " from '" + stated.first() + "' to '" + stated.last()
                            + "', or other bounds: restore it");
        }
    }

    // Bounds that left values out would hide files from whoever asks by partition.
    private static boolean within(Map<String, Bounds> actual, Map<String, Bounds> stated) {
        return actual.entrySet().stream().allMatch(column -> {
            Bounds told = stated.getOrDefault(column.getKey(), column.getValue());
            return told.join(column.getValue()).equals(told);
        });
    }

    private byte[] unpacked(Row row) {
        return row.stored().readLines(store, key(row));
    }

    private EntryLines lines(Row segment, byte[] unpacked) {
        return new EntryLines(unpacked, resource(segment));
    }

    private ObjectKey key(Row row) {
        return keys.segment(row.stored().txn(), row.stored().sha256());
    }

    private String resource(Row row) {
        return store.location() + "/" + key(row);
    }
}
