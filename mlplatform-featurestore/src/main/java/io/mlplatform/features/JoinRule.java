package io.mlplatform.features;

/**
 * A rule of the point-in-time join, as the SQL that holds it. What stands in braces is put in by {@link PointInTimeJoin}:
 * {@code point} has a row of the spine's keys and time for each row of the spine, {@code history} the group's rows.
 */
enum JoinRule {
    /** Times without a zone are UTC. */
    UTC("SET TimeZone = 'UTC'"),

    /** Every row of the spine is asked for, also a second one like it and one without key or time. */
    EACH_SPINE_ROW("FROM spine"),

    /** Nothing is at or before no time. ASOF takes a null for the latest of times, where the spine has 64 rows or more. */
    NO_TIME("coalesce({time}, TIMESTAMPTZ '-infinity')"),

    /** Every row of the spine has its answer, also where nothing matches. */
    NO_SPINE_ROW_LOST("ASOF LEFT JOIN"),

    /** Answers come in the spine's order, so that they can be put beside its rows. */
    SPINE_ORDER("ORDER BY point"),

    /** Keys are equal one by one, as a tuple; a null equals nothing. */
    SAME_KEYS("point.k{i} = history.k{i}"),

    /** What held at the time counts, the event at that very time included; of that, the newest. */
    NOT_AFTER("point.t >= history.seen_from"),

    /** Of rows with one event time the one made later counts, then the one written later, then the one further down. */
    TIES("created DESC, written DESC, ordinal DESC"),

    /** Of rows that were known, the one with the newest event counts. */
    NEWEST_KNOWN_EVENT("event_time DESC"),

    /** A row is seen from when it holds and is known. */
    KNOWN("greatest(event_time, {known})"),

    /** What is not known yet does not compete: at each moment the newest of all that is seen then stands. */
    KNOWN_BEFORE_RANKING("min(place) OVER (PARTITION BY {keys} ORDER BY seen_from"
            + " RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"),

    /** What was known after the cutoff is not looked at, whatever its event time. */
    CUTOFF("{known} <= {cutoff}"),

    /** No row is left out of the match: without its tombstone an old value would come back to life. */
    TOMBSTONES_MATCH("true"),

    /** No match is told. */
    MISSING("WHEN event_time IS NULL THEN 'missing'"),

    /** A tombstone is told, however old. */
    DELETED("WHEN deleted THEN 'deleted'"),

    /** The match may be too old: it is told after the match, and no older row stands in. The bound is included. */
    EXPIRED("WHEN epoch_us(t) - epoch_us(event_time) > {ttl} THEN 'expired'"),

    /** Without a TTL nothing expires, which is not a TTL of zero. */
    NO_TTL(""),

    /** Only what was found and holds gives values. */
    ONLY_FOUND_GIVES_VALUES("CASE WHEN status = 'found' THEN {value} END");

    private final String sql;

    JoinRule(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    /** Gives the SQL of each rule: {@link JoinRule#sql()}, except in tests that take one out. */
    @FunctionalInterface
    interface Book {
        String sql(JoinRule rule);
    }
}
