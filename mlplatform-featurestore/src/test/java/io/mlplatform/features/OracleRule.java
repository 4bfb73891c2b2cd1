package io.mlplatform.features;

/** A rule of the point-in-time join in the brute force's words, which can be taken out of it to see which cases turn on it. */
enum OracleRule {
    ONE_ROW_FOR_EACH_OF_THE_SPINE,
    SPINE_ORDER,
    ROWS_WITHOUT_KEY_OR_TIME_STAY,
    COMPOSITE_KEYS,
    EVENT_TIME_INCLUSIVE,
    NOTHING_FROM_THE_FUTURE,
    TIES_BY_CREATED_TIME,
    TIES_BY_WRITE_TIME,
    TIES_BY_ORDINAL,
    TOMBSTONES_MATCH,
    TOMBSTONES_GIVE_NULLS,
    TTL,
    TTL_INCLUSIVE,
    TTL_AFTER_MATCH,
    NO_TTL_IS_NOT_ZERO,
    EXPIRED_GIVES_NULLS,
    PINNED_VERSION,
    CUTOFF,
    KNOWN_AT,
    KNOWN_BEFORE_RANKING,
    UTC,
    MICROSECONDS
}
