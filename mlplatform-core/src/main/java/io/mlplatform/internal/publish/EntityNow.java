package io.mlplatform.internal.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.EntityName;
import io.mlplatform.internal.log.EntityState;
import io.mlplatform.internal.log.Head;
import java.time.Instant;

/**
 * An entity as its newest entry tells it.
 *
 * @param seq of that entry
 * @param time of that entry
 * @param detail what its face keeps
 */
public record EntityNow(EntityName entity, String kind, long latest, long seq, Instant time, ObjectNode detail) {

    static EntityNow of(EntityRoom room, Head head) {
        EntityState state = room.log().state(head);
        return new EntityNow(room.entity(), state.kind(), state.latest(), head.seq(), head.time(), state.detail());
    }
}
