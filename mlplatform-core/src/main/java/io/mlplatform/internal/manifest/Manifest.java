package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import io.mlplatform.internal.Utf8;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The files of a version, by path in UTF-8 order, each path once. Immutable. */
public final class Manifest {

    private final List<String> partitionBy;
    private final NavigableMap<String, FileEntry> entries;
    private final Digest digest;

    private Manifest(List<String> partitionBy, NavigableMap<String, FileEntry> entries) {
        this.partitionBy = List.copyOf(partitionBy);
        this.entries = entries;
        this.digest = ContentDigest.ofVersion(
                Boundaries.cut(entries()).stream().map(ContentDigest::ofSegment).toList());
    }

    /** These files; a path that stands twice is an {@link IllegalArgumentException}. */
    public static Manifest of(List<String> partitionBy, Collection<FileEntry> files) {
        NavigableMap<String, FileEntry> entries = new TreeMap<>(Utf8.ORDER);
        long bytes = 0;
        for (FileEntry file : files) {
            PartitionPath.values(file.path(), partitionBy);
            if (entries.put(file.path(), file) != null) {
                throw new IllegalArgumentException("'" + file.path() + "' stands twice: give each file its own path");
            }
            bytes = added(bytes, file.size());
        }
        return new Manifest(partitionBy, entries);
    }

    private static long added(long bytes, long size) {
        try {
            return Math.addExact(bytes, size);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the files' sizes add up to more than 2^63-1 bytes", e);
        }
    }

    public static Manifest empty(List<String> partitionBy) {
        return of(partitionBy, List.of());
    }

    public List<String> partitionBy() {
        return partitionBy;
    }

    /** In order of path. */
    public List<FileEntry> entries() {
        return List.copyOf(entries.values());
    }

    public Optional<FileEntry> find(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    public long files() {
        return entries.size();
    }

    /** The sum of the files' sizes. */
    public long bytes() {
        return entries.values().stream().mapToLong(FileEntry::size).sum();
    }

    public Digest digest() {
        return digest;
    }

    /** By path. */
    Map<String, FileEntry> byPath() {
        return entries;
    }

    @Override
    public String toString() {
        return files() + " files, " + bytes() + " bytes, digest " + digest;
    }
}
