package io.mlplatform.features;

import io.mlplatform.MlPlatformException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Rows to be ingested or joined do not follow the group's definition; nothing was stored. */
public class FeatureDataException extends MlPlatformException {
    private static final long serialVersionUID = 1L;

    private static final long NO_ROW = 0;

    private final long row;
    private final String column;

    FeatureDataException(String source, long row, String column, String message) {
        super(source + " row " + row + " column '" + column + "'", message, false, null);
        this.row = row;
        this.column = column;
    }

    FeatureDataException(String source, String column, String message) {
        super(source + " column '" + column + "'", message, false, null);
        this.row = NO_ROW;
        this.column = column;
    }

    FeatureDataException(String source, String message) {
        this(source, message, (Throwable) null);
    }

    FeatureDataException(String source, String message, @Nullable Throwable cause) {
        super(source, message, false, cause);
        this.row = NO_ROW;
        this.column = "";
    }

    /** The first row that is wrong, from 1, a header not counted; empty where it is the whole column or file. */
    public OptionalLong row() {
        return row == NO_ROW ? OptionalLong.empty() : OptionalLong.of(row);
    }

    /** The column that is wrong; empty where the file cannot be read as a table. */
    public Optional<String> column() {
        return column.isEmpty() ? Optional.empty() : Optional.of(column);
    }
}
