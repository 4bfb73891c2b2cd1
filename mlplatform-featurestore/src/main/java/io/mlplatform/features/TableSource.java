package io.mlplatform.features;

import java.util.Map;

/** Rows from outside: a CSV file, a Parquet file or Java values. */
interface TableSource {

    /** What messages call it. */
    String words();

    /** Loads all rows, in their order, into a new table of the engine. */
    LoadedTable load(Engine engine, String table, Map<String, FeatureType> wanted);
}
