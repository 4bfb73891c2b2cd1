package io.mlplatform.modelcheck;

import java.util.Optional;

/** What one actor may do in a state. It may always do nothing more: a crash needs no step of its own. */
interface Role {

    void steps(World world, Steps out);

    /** What the actor was told and no longer holds. */
    default Optional<Invariant> broken(World world) {
        return Optional.empty();
    }
}
