package io.mlplatform.features;

import java.nio.file.Path;
import java.util.Map;

/** One Parquet file. */
record ParquetSource(Path file, String words) implements TableSource {

    @Override
    public LoadedTable load(Engine engine, String table, Map<String, FeatureType> wanted) {
        try {
            engine.run("CREATE TABLE " + table + " AS SELECT * FROM read_parquet([" + Sql.file(file)
                    + "], hive_partitioning = false)");
        } catch (EngineFailure e) {
            throw new FeatureDataException(words, "cannot be read as Parquet (" + e.reason() + "): check the file", e);
        }
        return new LoadedTable(engine, words, table, engine.columns(table), false);
    }
}
