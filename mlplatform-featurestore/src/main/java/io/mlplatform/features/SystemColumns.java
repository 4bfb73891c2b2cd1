package io.mlplatform.features;

/** The columns that every offline file has beside the group's own; no name of a group can begin with {@code _}. */
final class SystemColumns {

    /** TIMESTAMP: when the row was made; sources may bring it, otherwise the write time. */
    static final String CREATED = "_created_time";

    /** TIMESTAMP: the ingest's, later than that of every ingest before it in the log. */
    static final String WRITTEN = "_write_time";

    /** LONG: the row's place in its ingest, from 0. */
    static final String ORDINAL = "_ordinal";

    /** BOOLEAN: true for a tombstone; sources may bring it, otherwise false. */
    static final String DELETED = "_deleted";

    /** The day of the event time in UTC, in paths only. */
    static final String EVENT_DATE = "event_date";

    private SystemColumns() {}
}
