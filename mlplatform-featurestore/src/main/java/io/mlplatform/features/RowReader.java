package io.mlplatform.features;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Takes the row at which a result stands. */
@FunctionalInterface
interface RowReader {
    void read(ResultSet row) throws SQLException;
}
