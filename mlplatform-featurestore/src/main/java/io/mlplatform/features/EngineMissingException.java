package io.mlplatform.features;

import io.mlplatform.MlPlatformException;

/** The query engine that reads and writes features is not on the class path. */
public class EngineMissingException extends MlPlatformException {
    private static final long serialVersionUID = 1L;

    EngineMissingException(Throwable cause) {
        super(
                "org.duckdb:duckdb_jdbc",
                "is not on the class path, and ingesting or joining features needs it: add the dependency"
                        + " org.duckdb:duckdb_jdbc (1.5 or later), which mlplatform-featurestore leaves optional",
                false,
                cause);
    }
}
