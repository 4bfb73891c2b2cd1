package io.mlplatform.features;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A source's rows in the engine, its {@code rowid} counting them from 0 in the source's order.
 *
 * @param source what messages call it
 * @param columns the engine's types by the names as the source spells them
 * @param isText true where all values are texts that are still to be read as their type, as those of CSV are
 */
record LoadedTable(Engine engine, String source, String table, Map<String, String> columns, boolean isText) {

    private static final int SHOWN_CHARS = 100;

    LoadedTable {
        columns = new LinkedHashMap<>(columns);
        for (String column : columns.keySet()) {
            if (FeatureColumn.folded(column).equals("rowid")) {
                throw new FeatureDataException(source, column, "is how the engine calls a row's number: rename it");
            }
        }
    }

    long rows() {
        return engine.number("SELECT count(*) FROM " + table);
    }

    /** The column, upper and lower case counting as the same. */
    Optional<String> find(String column) {
        String folded = FeatureColumn.folded(column);
        return columns.keySet().stream()
                .filter(name -> FeatureColumn.folded(name).equals(folded))
                .findFirst();
    }

    /** The column, which must be there. */
    String require(String column) {
        return find(column)
                .orElseThrow(() -> new FeatureDataException(
                        source, column, "is missing, there are " + columns.keySet() + ": add it, or rename one"));
    }

    /**
     * The SQL that gives the column as {@code type}; every value was looked at before it is given.
     *
     * @throws FeatureDataException the column or a value of it is of another type
     */
    String typed(String column, FeatureType type) {
        String engineType = engineType(column);
        String raw = raw(column);
        String typed = isText
                ? Conversion.ofText(raw, type)
                : Conversion.of(raw, engineType, type)
                        .orElseThrow(() -> new FeatureDataException(
                                source,
                                column,
                                "is " + engineType + " where the definition has " + type
                                        + ": convert it in the source"));
        refuse(column, raw + " IS NOT NULL AND (" + typed + ") IS NULL", Conversion.form(type));
        return typed;
    }

    /** The same, and no value is null. */
    String typedWithoutNulls(String column, FeatureType type) {
        String typed = typed(column, type);
        refuse(column, raw(column) + " IS NULL", "a value, and a row cannot do without it");
        return typed;
    }

    /** The column as that feature; vectors are as long as it says. */
    String typed(String column, FeatureColumn feature) {
        String typed = typed(column, feature.type());
        if (feature.type() == FeatureType.VECTOR) {
            refuse(
                    column,
                    "len(" + typed + ") <> " + feature.dimension(),
                    "a list of " + feature.dimension() + " numbers");
        }
        return typed;
    }

    private void refuse(String column, String wrong, String form) {
        var found = engine.rows("SELECT rowid, left(CAST(" + raw(column) + " AS VARCHAR), " + SHOWN_CHARS + ") FROM "
                + table + " WHERE " + wrong + " ORDER BY rowid LIMIT 1");
        if (!found.isEmpty()) {
            throw new FeatureDataException(
                    source,
                    Long.parseLong(found.get(0).get(0)) + 1,
                    column,
                    "'" + found.get(0).get(1) + "' is not " + form + ": correct the row, nothing was stored");
        }
    }

    /** The column's values as they are. */
    String raw(String column) {
        return table + "." + Sql.name(column);
    }

    private String engineType(String column) {
        String type = columns.get(column);
        if (type == null) {
            throw new IllegalStateException(column + " was found in " + columns);
        }
        return type;
    }
}
