package io.mlplatform.datasets;

import io.mlplatform.internal.manifest.EntryFilter;
import java.util.Optional;

/**
 * Which files of a version are meant, by path or by partition value. Parts of a version's list that cannot hold such files
 * are not read, so one partition of millions of files costs a few requests. Immutable.
 */
public final class FileFilter {

    private final EntryFilter entries;
    private final String words;

    private FileFilter(EntryFilter entries, String words) {
        this.entries = entries;
        this.words = words;
    }

    /** All files. */
    public static FileFilter all() {
        return new FileFilter(EntryFilter.all(), "all files");
    }

    /** Files whose path begins with that text, such as {@code split=train/}. */
    public static FileFilter prefix(String prefix) {
        return new FileFilter(EntryFilter.prefix(prefix), "files below '" + prefix + "'");
    }

    /** Files from one path, included, to another, not included, in the order of their UTF-8 bytes. */
    public static FileFilter range(String from, String until) {
        return new FileFilter(
                EntryFilter.range(from, Optional.of(until)), "files from '" + from + "' to before '" + until + "'");
    }

    /** Files with that value of a partition column; the value as it is, not as a path spells it. */
    public static FileFilter partition(String column, String value) {
        return new FileFilter(EntryFilter.partition(column, Optional.of(value)), column + " = '" + value + "'");
    }

    /** Files whose value of a partition column is null. */
    public static FileFilter partitionIsNull(String column) {
        return new FileFilter(EntryFilter.partition(column, Optional.empty()), column + " is null");
    }

    /** Files with a value of a partition column from one to the other, both included, in the order of UTF-8 bytes. */
    public static FileFilter partitions(String column, String from, String to) {
        return new FileFilter(
                EntryFilter.partitions(column, from, to), column + " from '" + from + "' to '" + to + "'");
    }

    /** The files that both mean. */
    public FileFilter and(FileFilter other) {
        return new FileFilter(entries.and(other.entries), words + ", " + other.words);
    }

    EntryFilter entries() {
        return entries;
    }

    /** In words. */
    @Override
    public String toString() {
        return words;
    }
}
