package io.mlplatform.testkit.format;

/** The rules of the format page that a {@link Finding} can name. */
public enum Rule {
    /** {@code _platform/layout.json} is there, is of version 1 and maps zones to folders. */
    LAYOUT,
    /** Written JSON has its members in the page's order, RFC 8785 strings and numbers, and no white space. */
    CANONICAL_JSON,
    /** Every key is one that the page knows. */
    STRAY,
    /** Keys are at most 1,024 bytes, zone roots at most 150. */
    KEY_LENGTH,
    /** Entity and alias names have the form of section 1. */
    NAME,
    /** An entity with a log is listed under {@code _entities/}. */
    UNLISTED_ENTITY,
    /** {@code _entities/} and {@code _lineage/} keys are empty. */
    EMPTY_MARKER,
    /** A log key is 10 digits inverted, a hyphen, 10 digits of {@code seq}, {@code .json}. */
    LOG_KEY,
    /** {@code seq} counts 0, 1, 2 … without gaps. */
    LOG_GAP,
    /** An entry has the members of section 2, well formed. */
    LOG_ENTRY,
    /** {@code parent} is the digest of the stored bytes of the entry before. */
    LOG_CHAIN,
    /** {@code time} increases. */
    LOG_TIME,
    /** {@code writeId} is a ULID that no other entry of the entity bears. */
    WRITE_ID,
    /** The limits of section 2. */
    LIMIT,
    /** The members of an event agree with its type and with the state before. */
    EVENT,
    /** The state is the state before, changed by the event and by nothing else. */
    STATE,
    /** No entry after a condemn commits or reaches a txn it names, and it names none that is live. */
    FENCE,
    /** What a commit takes over comes from the unretired versions in {@code sources}. */
    SOURCES,
    /** A schema has the columns of the version before as they were, and behind them none but nullable ones. */
    SCHEMA,
    /** A version's index repeats its entry. */
    INDEX,
    /** A protected alias has a chained log whose values hold a pin of the entity's log. */
    PROTECTED_ALIAS,
    /** {@code _head.json} belongs to a run and is a copy of one of its entries. */
    HEAD_COPY,
    /** A lineage marker stands for an input of a version. */
    LINEAGE,
    /** A signature stands for a version. */
    SIGNATURE,
    /** A document is there, with the size and SHA-256 of its reference, as one gzip member. */
    DOCUMENT,
    /** Roots, segments and file entries have the members of section 3, well formed. */
    MANIFEST,
    /** Entries are sorted by the UTF-8 bytes of their unique paths. */
    MANIFEST_ORDER,
    /** Counts, sums, bounds and partition statistics are those of the entries. */
    MANIFEST_SUMS,
    /** Segments end where the paths' hashes say, and nowhere else. */
    BOUNDARY,
    /** Segment and content digests follow from the entries. */
    CONTENT_DIGEST,
    /** Paths begin with the partition columns, values escaped as the page says. */
    PARTITION,
    /** Logical paths have the form of section 1. */
    LOGICAL_PATH,
    /** No publish adds a path that differs from another by case only, or is a folder of it. */
    PATH_CLASH,
    /** A data file that a live version names is there. */
    DATA_MISSING,
    /** A data file has the size and SHA-256 of its entry. */
    DATA_CHANGED
}
