package io.mlplatform.features;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of a training set as Java values by column, in the columns' order. */
final class JoinedRow {

    private JoinedRow() {}

    static Map<String, @Nullable Object> of(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.put(columns.getColumnName(i), value(row.getObject(i)));
        }
        return Collections.unmodifiableMap(values);
    }

    private static @Nullable Object value(@Nullable Object value) throws SQLException {
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        return value instanceof Array array ? JavaValue.kept(List.of((Object[]) array.getArray())) : value;
    }
}
