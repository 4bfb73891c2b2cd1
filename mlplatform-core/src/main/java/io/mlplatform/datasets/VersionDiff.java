package io.mlplatform.datasets;

import io.mlplatform.Column;
import io.mlplatform.PinnedRef;
import io.mlplatform.VersionFile;
import java.util.List;
import java.util.function.Function;

/**
 * What changed from one version to another: files, by path, and columns.
 *
 * @param addedColumns those that the first version does not have just so
 * @param removedColumns those that the second version does not have just so; none between versions of one dataset, in
 *     order
 */
public record VersionDiff(
        PinnedRef from,
        PinnedRef to,
        List<VersionFile> added,
        List<VersionFile> removed,
        List<Changed> changed,
        List<Column> addedColumns,
        List<Column> removedColumns) {

    private static final int SHOWN = 20;

    /** A path with other bytes. */
    public record Changed(VersionFile before, VersionFile after) {}

    public VersionDiff {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
        addedColumns = List.copyOf(addedColumns);
        removedColumns = List.copyOf(removedColumns);
    }

    /** True where files and columns are the same. */
    public boolean isEmpty() {
        return added.isEmpty()
                && removed.isEmpty()
                && changed.isEmpty()
                && addedColumns.isEmpty()
                && removedColumns.isEmpty();
    }

    /** A line a path and a line a column, the first twenty of each kind. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append(from)
                .append(" → ")
                .append(to)
                .append(": ")
                .append(added.size())
                .append(" added, ")
                .append(removed.size())
                .append(" removed, ")
                .append(changed.size())
                .append(" changed");
        append(text, "+ ", added, VersionFile::toString);
        append(text, "- ", removed, VersionFile::toString);
        append(
                text,
                "~ ",
                changed,
                change -> change.before.path() + " (" + change.before.size() + " → " + change.after.size() + " bytes, "
                        + change.after
                                .identity()
                                .substring(
                                        0, Math.min(12, change.after.identity().length()))
                        + ")");
        append(text, "+ column ", addedColumns, Column::toString);
        append(text, "- column ", removedColumns, Column::toString);
        return text.toString();
    }

    private static <T> void append(StringBuilder text, String mark, List<T> items, Function<T, String> words) {
        items.stream()
                .limit(SHOWN)
                .forEach(item -> text.append('\n').append(mark).append(words.apply(item)));
        if (items.size() > SHOWN) {
            text.append('\n')
                    .append(mark)
                    .append("… and ")
                    .append(items.size() - SHOWN)
                    .append(" more");
        }
    }
}
