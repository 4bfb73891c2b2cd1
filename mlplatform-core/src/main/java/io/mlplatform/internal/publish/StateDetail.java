package io.mlplatform.internal.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.log.NextEntry;

/** How an event changes what a face keeps in the state of its entity. */
@FunctionalInterface
public interface StateDetail {

    /**
     * The detail after the event; {@code before} may be changed and given back. Made again on each new head; refuses by
     * throwing {@code ConflictException}.
     *
     * @param before a copy of the detail so far, empty where there was none
     * @param next the entry that the event goes into
     */
    ObjectNode after(ObjectNode before, NextEntry next);
}
