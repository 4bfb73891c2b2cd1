package io.mlplatform.features;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Java values, a map a row; a column that a row does not name is null there. */
record RowsSource(List<Map<String, @Nullable Object>> rows) implements TableSource {

    RowsSource {
        rows = List.copyOf(rows);
    }

    /** A copy of a row, which the caller may change afterwards. */
    static Map<String, @Nullable Object> copy(Map<String, ? extends @Nullable Object> row) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        row.forEach((column, value) -> copy.put(column, value == null ? null : JavaValue.kept(value)));
        return Collections.unmodifiableMap(copy);
    }

    @Override
    public String words() {
        return "records";
    }

    @Override
    public LoadedTable load(Engine engine, String table, Map<String, FeatureType> wanted) {
        Map<String, FeatureType> types = types(wanted);
        if (types.isEmpty()) {
            throw new FeatureDataException(words(), "have no columns: give each record its values by name");
        }
        engine.run(types.entrySet().stream()
                .map(column -> Sql.name(column.getKey()) + " " + Sql.type(column.getValue()))
                .collect(Collectors.joining(", ", "CREATE TABLE " + table + " (", ")")));
        try (RowAppender appender = engine.appender(table)) {
            for (int i = 0; i < rows.size(); i++) {
                appender.append(values(i, types));
            }
        } catch (SQLException e) {
            throw new FeatureDataException(words(), "cannot be appended (" + e.getMessage() + "): check them", e);
        }
        return new LoadedTable(engine, words(), table, engine.columns(table), false);
    }

    private List<@Nullable Object> values(int row, Map<String, FeatureType> types) {
        List<@Nullable Object> values = new ArrayList<>(types.size());
        types.forEach((column, type) -> {
            Object value = rows.get(row).get(column);
            values.add(
                    value == null
                            ? null
                            : JavaValue.as(type, value)
                                    .orElseThrow(() -> new FeatureDataException(
                                            words(),
                                            row + 1L,
                                            column,
                                            "'" + value + "' ("
                                                    + value.getClass().getSimpleName() + ") is not "
                                                    + Conversion.form(type)
                                                    + ": " + JavaValue.remedy(type, value)
                                                    + ", nothing was stored")));
        });
        return values;
    }

    private Map<String, FeatureType> types(Map<String, FeatureType> wanted) {
        Map<String, FeatureType> types = new LinkedHashMap<>();
        Map<String, FeatureType> byFoldedName = new LinkedHashMap<>();
        wanted.forEach((name, type) -> byFoldedName.put(FeatureColumn.folded(name), type));
        for (int i = 0; i < rows.size(); i++) {
            long row = i + 1L;
            rows.get(i).forEach((column, value) -> {
                FeatureType known = byFoldedName.get(FeatureColumn.folded(column));
                if (known != null) {
                    types.put(column, known);
                } else if (value != null) {
                    types.putIfAbsent(
                            column,
                            JavaValue.typeOf(value)
                                    .orElseThrow(
                                            () -> new FeatureDataException(
                                                    words(),
                                                    row,
                                                    column,
                                                    "is a " + value.getClass().getName()
                                                            + ": give a Long, Double, String, Boolean, Instant or FeatureVector")));
                }
            });
        }
        // A column that holds nothing but nulls has to have some type.
        rows.forEach(row -> row.keySet().forEach(column -> types.putIfAbsent(column, FeatureType.STRING)));
        return types;
    }
}
