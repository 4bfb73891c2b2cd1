package io.mlplatform.internal.manifest;

import io.mlplatform.internal.Utf8;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which files of a version are meant, by path or partition value. It tells by a segment's row alone whether the segment
 * can have such files, so that others are never read. Immutable.
 */
public abstract class EntryFilter {

    EntryFilter() {}

    /** All files. */
    public static EntryFilter all() {
        return PathRange.ALL;
    }

    /** No file. */
    public static EntryFilter none() {
        return new Paths(List.of());
    }

    /** Files whose path begins with that text. */
    public static EntryFilter prefix(String prefix) {
        return prefix.isEmpty() ? all() : new PathRange(prefix, Optional.empty(), prefix);
    }

    /** Files from one path, included, to another, not included, in UTF-8 order. */
    public static EntryFilter range(String from, Optional<String> until) {
        return new PathRange(from, until, "");
    }

    /** The files of these paths. */
    public static EntryFilter paths(Collection<String> paths) {
        return new Paths(paths);
    }

    /** The files below these folders, all of one depth, each ending in {@code /}. */
    static EntryFilter folders(Collection<String> folders) {
        return new Folders(folders);
    }

    /** Files with that value of a partition column, an empty one being null. */
    public static EntryFilter partition(String column, Optional<String> value) {
        return new PartitionRange(column, value, value);
    }

    /** Files with a value of a partition column from one to the other, both included, in UTF-8 order. */
    public static EntryFilter partitions(String column, String from, String to) {
        return new PartitionRange(column, Optional.of(from), Optional.of(to));
    }

    /** Files whose path passes a test, of which a segment's row tells nothing. */
    public static EntryFilter where(Predicate<String> test) {
        return new Where(test);
    }

    /** The files that both mean. */
    public EntryFilter and(EntryFilter other) {
        return new Both(this, other);
    }

    /** True where the file of that path is meant. */
    abstract boolean matches(String path, PartitionValues values);

    /** False only where the segment or node has no such file. */
    abstract boolean mayMatch(Row row);

    /** True only where all files of the segment or node are meant. */
    abstract boolean matchesAll(Row row);

    private static final class PathRange extends EntryFilter {

        private static final PathRange ALL = new PathRange("", Optional.empty(), "");

        private final String from;
        private final Optional<String> until;
        private final String prefix;

        PathRange(String from, Optional<String> until, String prefix) {
            this.from = from;
            this.until = until;
            this.prefix = prefix;
        }

        @Override
        boolean matches(String path, PartitionValues values) {
            return matches(path);
        }

        private boolean matches(String path) {
            return Utf8.ORDER.compare(path, from) >= 0 && path.startsWith(prefix) && isBeforeEnd(path);
        }

        private boolean isBeforeEnd(String path) {
            return until.isEmpty() || Utf8.ORDER.compare(path, until.get()) < 0;
        }

        @Override
        boolean mayMatch(Row row) {
            boolean pastPrefix =
                    Utf8.ORDER.compare(row.first(), from) > 0 && !row.first().startsWith(prefix);
            return Utf8.ORDER.compare(row.last(), from) >= 0 && isBeforeEnd(row.first()) && !pastPrefix;
        }

        @Override
        boolean matchesAll(Row row) {
            return matches(row.first()) && matches(row.last());
        }
    }

    private static final class Paths extends EntryFilter {

        private final SortedTexts paths;

        Paths(Collection<String> paths) {
            this.paths = new SortedTexts(paths);
        }

        @Override
        boolean matches(String path, PartitionValues values) {
            return paths.contains(path);
        }

        @Override
        boolean mayMatch(Row row) {
            return paths.hasWithin(row.first(), row.last());
        }

        @Override
        boolean matchesAll(Row row) {
            return false;
        }

        @Override
        Optional<SortedTexts> names() {
            return Optional.of(paths);
        }
    }

    private static final class Folders extends EntryFilter {

        private final SortedTexts folders;
        private final int depth;

        Folders(Collection<String> folders) {
            this.folders = new SortedTexts(folders);
            this.depth = folders.stream()
                    .mapToInt(
                            folder -> (int) folder.chars().filter(c -> c == '/').count())
                    .max()
                    .orElse(0);
        }

        @Override
        boolean matches(String path, PartitionValues values) {
            return folders.contains(PartitionPath.folder(path, depth));
        }

        @Override
        boolean mayMatch(Row row) {
            return folders.hasWithin(PartitionPath.folder(row.first(), depth), row.last());
        }

        @Override
        boolean matchesAll(Row row) {
            String folder = PartitionPath.folder(row.first(), depth);
            return row.last().startsWith(folder) && folders.contains(folder);
        }
    }

    private static final class PartitionRange extends EntryFilter {

        private final String column;
        private final Optional<String> from;
        private final Optional<String> to;

        PartitionRange(String column, Optional<String> from, Optional<String> to) {
            this.column = column;
            this.from = from;
            this.to = to;
        }

        @Override
        boolean matches(String path, PartitionValues values) {
            return new Bounds(from, to, from.isEmpty()).covers(values.of(path, column));
        }

        @Override
        boolean mayMatch(Row row) {
            Bounds bounds = row.partitions().get(column);
            if (bounds == null) {
                return true;
            }
            return from.isEmpty() || to.isEmpty() ? bounds.nulls() : bounds.overlaps(from.get(), to.get());
        }

        @Override
        boolean matchesAll(Row row) {
            Bounds bounds = row.partitions().get(column);
            if (bounds == null) {
                return false;
            }
            return from.isEmpty() || to.isEmpty()
                    ? bounds.nulls() && bounds.min().isEmpty()
                    : bounds.isWithin(from.get(), to.get());
        }
    }

    private static final class Where extends EntryFilter {

        private final Predicate<String> test;

        Where(Predicate<String> test) {
            this.test = test;
        }

        @Override
        boolean matches(String path, PartitionValues values) {
            return test.test(path);
        }

        @Override
        boolean mayMatch(Row row) {
            return true;
        }

        @Override
        boolean matchesAll(Row row) {
            return false;
        }
    }

    private static final class Both extends EntryFilter {

        private final EntryFilter one;
        private final EntryFilter other;

        Both(EntryFilter one, EntryFilter other) {
            this.one = one;
            this.other = other;
        }

        @Override
        boolean matches(String path, PartitionValues values) {
            return one.matches(path, values) && other.matches(path, values);
        }

        @Override
        boolean mayMatch(Row row) {
            return one.mayMatch(row) && other.mayMatch(row);
        }

        @Override
        boolean matchesAll(Row row) {
            return one.matchesAll(row) && other.matchesAll(row);
        }
    }

    /** The paths, where it is they that are named. */
    Optional<SortedTexts> names() {
        return Optional.empty();
    }
}
