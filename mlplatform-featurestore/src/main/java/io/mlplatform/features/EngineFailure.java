package io.mlplatform.features;

import java.sql.SQLException;

/** The engine refused a statement; whoever knows why it may do so tells the user in the user's words. */
final class EngineFailure extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN_CHARS = 500;
    private static final int SHOWN_LINES = 3;

    private final String reason;

    EngineFailure(String sql, SQLException cause) {
        super(
                "DuckDB failed: " + firstLines(cause) + " in " + sql.substring(0, Math.min(SHOWN_CHARS, sql.length())),
                cause);
        this.reason = firstLines(cause);
    }

    /** What the engine says, without its long list of settings. */
    String reason() {
        return reason;
    }

    private static String firstLines(SQLException failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .limit(SHOWN_LINES)
                .reduce((one, two) -> one + "; " + two)
                .orElse("");
    }
}
