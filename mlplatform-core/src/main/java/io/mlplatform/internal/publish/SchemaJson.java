package io.mlplatform.internal.publish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Column;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Schema;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.util.ArrayList;
import java.util.List;

/** A commit's schema as JSON. */
final class SchemaJson {

    private static final String FIELDS = "fields";
    private static final String NULLABLE = "nullable";

    private SchemaJson() {}

    static ObjectNode write(Schema schema) {
        ObjectNode json = Json.object();
        ArrayNode columns = json.putArray(FIELDS);
        for (Column column : schema.columns()) {
            ObjectNode node = columns.addObject().put("name", column.name()).put("type", column.type());
            if (column.nullable()) {
                node.put(NULLABLE, true);
            }
        }
        return json;
    }

    static Schema read(StoredJson json) {
        List<Column> columns = new ArrayList<>();
        for (StoredJson column : json.objects(FIELDS)) {
            String name = column.text("name");
            String type = column.text("type");
            boolean nullable = isNullable(column);
            columns.add(column.made(() -> new Column(name, type, nullable)));
        }
        return json.made(() -> new Schema(columns));
    }

    private static boolean isNullable(StoredJson column) {
        if (!column.has(NULLABLE)) {
            return false;
        }
        if (!column.node().path(NULLABLE).isBoolean()) {
            throw new DataCorruptException(
                    column.resource(),
                    "member 'nullable' is neither true nor false: the stored bytes were damaged or written by something"
                            + " else; restore them");
        }
        return column.node().path(NULLABLE).booleanValue();
    }
}
