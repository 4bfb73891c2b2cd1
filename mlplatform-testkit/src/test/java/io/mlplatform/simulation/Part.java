package io.mlplatform.simulation;

import java.util.List;

/** One actor and what it does, one deed after the other. */
record Part(String actor, List<Deed> deeds) {

    Part {
        deeds = List.copyOf(deeds);
    }
}
