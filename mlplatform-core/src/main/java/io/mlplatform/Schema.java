package io.mlplatform;

import io.mlplatform.internal.Table;
import io.mlplatform.internal.Utf8;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The columns that the files of a version have, in order, as their publisher says: no file is held to it. From version to
 * version a schema only grows, by nullable columns at its end, so that who reads by an old one can read what is new.
 * Immutable.
 *
 * @param columns 1 to 10,000, each name once, with names and types of at most 512 KiB together
 */
public record Schema(List<Column> columns) implements Serializable {

    private static final int MOST_COLUMNS = 10_000;
    private static final int MOST_BYTES = 512 << 10;

    public Schema {
        if (columns.isEmpty() || columns.size() > MOST_COLUMNS) {
            throw new IllegalArgumentException(
                    "a schema has 1 to " + MOST_COLUMNS + " columns, not " + columns.size() + ": name what matters");
        }
        columns = List.copyOf(columns);
        Set<String> names = new HashSet<>();
        long bytes = 0;
        for (Column column : columns) {
            bytes += Utf8.length(column.name()) + column.type().length();
            if (!names.add(column.name())) {
                throw new IllegalArgumentException(
                        "the column '" + column.name() + "' stands twice: give each its own name");
            }
        }
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException("names and types of a schema have at most " + MOST_BYTES
                    + " bytes together, not " + bytes + ": shorten them");
        }
    }

    public static Schema of(Column... columns) {
        return new Schema(List.of(columns));
    }

    /** These columns, and more at the end. */
    public Schema with(Column... more) {
        List<Column> all = new ArrayList<>(columns);
        all.addAll(List.of(more));
        return new Schema(all);
    }

    public Optional<Column> find(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /**
     * What keeps this schema from following {@code earlier}, in words; empty where it has all earlier columns as they
     * were, in their order, and behind them none but nullable ones.
     */
    public Optional<String> problemAfter(Schema earlier) {
        for (int i = 0; i < earlier.columns.size(); i++) {
            Column before = earlier.columns.get(i);
            if (i == columns.size()) {
                return Optional.of("the column '" + before + "' is missing");
            }
            if (!columns.get(i).equals(before)) {
                return Optional.of("column " + (i + 1) + " is '" + columns.get(i) + "' where '" + before + "' was");
            }
        }
        return columns.stream()
                .skip(earlier.columns.size())
                .filter(column -> !column.nullable())
                .findFirst()
                .map(column -> "the new column '" + column + "' is not nullable");
    }

    /** A table with a line a column, the first fifty. */
    @Override
    public String toString() {
        Table table = new Table(List.of("column", "type", "nullable"));
        columns.forEach(column -> table.add(List.of(column.name(), column.type(), column.nullable() ? "yes" : "no")));
        return table.toString().stripTrailing();
    }
}
