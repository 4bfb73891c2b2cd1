package io.mlplatform.features;

import java.util.Set;

/**
 * The columns that every offline file has beside the group's own. Three bear the names, and the meaning, that SageMaker
 * gives them in its offline store, so that its queries read these files too.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-offline.html">Offline store</a>
 */
final class SystemColumns {

    /** TIMESTAMP: when the row was made; sources may bring it, otherwise the write time. */
    static final String CREATED = "api_invocation_time";

    /** TIMESTAMP: the ingest's, later than that of every ingest before it in the log. */
    static final String WRITTEN = "write_time";

    /** LONG: the row's place in its ingest, from 0; no name of a group can begin with {@code _}. */
    static final String ORDINAL = "_ordinal";

    /** BOOLEAN: true for a tombstone; sources may bring it, otherwise false. */
    static final String DELETED = "is_deleted";

    /** The day of the event time in UTC, in paths only. */
    static final String EVENT_DATE = "event_date";

    /** What no column of a group may be called. */
    static final Set<String> RESERVED = Set.of(CREATED, WRITTEN, DELETED, EVENT_DATE);

    private SystemColumns() {}
}
