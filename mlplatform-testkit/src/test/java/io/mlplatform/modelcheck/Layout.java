package io.mlplatform.modelcheck;

/**
 * Where each part of a state lies in its bytes: the slots of the entity's log, those of the alias's log, the objects of
 * all txns as bit sets, the environment, and the actors.
 *
 * @param logSlots the most entries of the entity's log
 * @param aliasSlots the most entries of the alias's log
 * @param actors how many actors there are
 */
record Layout(int logSlots, int aliasSlots, int actors) {

    /** Objects of one txn: a file, and a segment for the first attempt and each of two rebases. */
    static final int OBJECTS_A_TXN = 4;

    /** The most txns; as many as content bytes and bit sets have room for. */
    static final int TXNS = 8;

    static final int ENTRY_BYTES = 7;
    static final int LOCALS = 9;

    private static final int ACTOR_BYTES = LOCALS + ENTRY_BYTES;
    private static final int SET_BYTES = Integer.BYTES;

    int slot(int slot) {
        return slot * ENTRY_BYTES;
    }

    int objects(ObjectSet set) {
        return slot(logSlots + aliasSlots) + set.ordinal() * SET_BYTES;
    }

    int environment(Environment part) {
        return slot(logSlots + aliasSlots) + ObjectSet.values().length * SET_BYTES + part.ordinal();
    }

    int local(int actor, int field) {
        return environment(Environment.GRACE_OVER) + Environment.values().length + actor * ACTOR_BYTES + field;
    }

    int wire(int actor) {
        return local(actor, LOCALS);
    }

    int bytes() {
        return local(actors, 0);
    }

    /** What is known of objects: which exist, and of which a put or a delete may still arrive. */
    enum ObjectSet {
        PRESENT,
        LATE_PUT,
        LATE_DELETE
    }

    /** What the surroundings have left to do: versions whose grace is over, faults and late arrivals. */
    enum Environment {
        GRACE_OVER,
        FAULTS,
        LATE_ARRIVALS
    }
}
