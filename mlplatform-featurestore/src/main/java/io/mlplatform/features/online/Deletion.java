package io.mlplatform.features.online;

/** What a deletion leaves behind. */
public enum Deletion {
    /** A tombstone, which orders like a record: an older record that comes later stays without effect. */
    SOFT,
    /** Nothing: the next record counts, however old it is. For what must not be kept. */
    HARD
}
