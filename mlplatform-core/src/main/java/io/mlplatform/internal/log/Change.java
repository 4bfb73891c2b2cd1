package io.mlplatform.internal.log;

import java.util.List;
import java.util.Optional;

/** A change to an entity, which is made again on every new head until its entry stands. */
public interface Change {

    /**
     * What to append behind this end of the log; empty where nothing needs to be, as for a token that was seen before.
     * Refuses by throwing {@code ConflictException} and its kin.
     *
     * @param next the entry that the proposal goes into
     */
    Optional<Proposal> on(Tip tip, NextEntry next);

    /** What is to be done once the entry stands; failures here do not undo it. Run in parallel. */
    default List<Runnable> after(Head appended) {
        return List.of();
    }
}
