package io.mlplatform.internal.publish;

import io.mlplatform.Column;
import io.mlplatform.Schema;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.StoredJson;
import java.util.List;

/** The schema of a version as a document has it; what was read is written as it was, and can be shown. */
public final class SchemaFuzz implements FuzzTarget {

    @Override
    public List<byte[]> seeds() {
        return List.of(
                CanonicalJson.encode(SchemaJson.write(Schema.of(Column.required("id", "int64")))),
                CanonicalJson.encode(SchemaJson.write(Schema.of(
                        Column.required("id", "fixed(16)"),
                        Column.nullable("größe", "map<string,list<decimal(38,10)>>"),
                        Column.nullable("at", "timestamp")))));
    }

    @Override
    public void read(byte[] document) {
        Schema schema = SchemaJson.read(StoredJson.parse(document, "schema"));
        byte[] written = CanonicalJson.encode(SchemaJson.write(schema));
        if (!SchemaJson.read(StoredJson.parse(written, "written schema")).equals(schema)) {
            throw new IllegalStateException("changed on the way: " + schema);
        }
        schema.problemAfter(schema).ifPresent(problem -> {
            throw new IllegalStateException("does not follow itself: " + problem);
        });
        schema.columns().forEach(Column::toString);
        schema.toString();
    }
}
