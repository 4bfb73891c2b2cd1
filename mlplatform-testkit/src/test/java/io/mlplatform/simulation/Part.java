package io.mlplatform.simulation;

import java.util.List;

/**
 * One actor and what it does, one deed after the other.
 *
 * @param luck of how many faults of others it meets one: who asks much at a time would never come to an end
 */
record Part(String actor, int luck, List<Deed> deeds) {

    Part {
        deeds = List.copyOf(deeds);
    }
}
