package io.mlplatform.modelcheck;

/** What an entry of a log does, with the meaning of its three arguments; {@code EMPTY} is a free slot. */
enum EntryType {
    EMPTY,
    /** txn, the set of its sources, the version it was prepared from. */
    COMMIT,
    /** The version. */
    RETIRE,
    /** The version, and 1 where the holder is the protected alias. */
    PIN,
    /** The set of the pins' slots, low and high byte. */
    UNPIN,
    /** The set of txns. */
    CONDEMN,
    SWEPT,
    /** Whose write is abandoned. */
    NOOP,
    /** The version that the plain alias names. */
    ALIAS,
    /** In the alias's log: the version, and the slot of its pin. */
    MOVE;

    private static final EntryType[] ALL = values();

    static EntryType of(int ordinal) {
        return ALL[ordinal];
    }
}
