package io.mlplatform.benchmarks;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/**
 * What a Parquet writer of Iceberg records of a file by default: of each column its size, how many values and nulls it
 * has, and its least and greatest value. The columns are whole numbers. Immutable.
 *
 * @param columns how many there are; without any, a file has its record count alone
 */
record ColumnMetrics(int columns) {

    private static final int FIRST_ID = 2;
    private static final long ROWS = 1_000;

    ColumnMetrics {
        if (columns < 0 || columns > 100) {
            throw new IllegalArgumentException("0 to 100 columns: by default Iceberg records no more");
        }
    }

    /** The columns and the one that files are partitioned by. */
    Schema schema(String partition) {
        List<Types.NestedField> fields = new ArrayList<>();
        fields.add(Types.NestedField.required(1, partition, Types.StringType.get()));
        for (int id = FIRST_ID; id < FIRST_ID + columns; id++) {
            fields.add(Types.NestedField.optional(id, "column" + id, Types.LongType.get()));
        }
        return new Schema(fields);
    }

    /** The metrics of a file; those of different files differ. */
    Metrics of(SampleFiles.File file) {
        if (columns == 0) {
            return new Metrics(ROWS);
        }
        Map<Integer, Long> sizes = new HashMap<>();
        Map<Integer, Long> values = new HashMap<>();
        Map<Integer, Long> nulls = new HashMap<>();
        Map<Integer, ByteBuffer> least = new HashMap<>();
        Map<Integer, ByteBuffer> greatest = new HashMap<>();
        for (int id = FIRST_ID; id < FIRST_ID + columns; id++) {
            sizes.put(id, file.size() / columns);
            values.put(id, ROWS);
            nulls.put(id, file.size() % id);
            least.put(id, bound(file.size() / id));
            greatest.put(id, bound(file.size() * id));
        }
        return new Metrics(ROWS, sizes, values, nulls, Map.of(), least, greatest);
    }

    private static ByteBuffer bound(long value) {
        return Conversions.toByteBuffer(Types.LongType.get(), value);
    }
}
