package io.mlplatform.internal.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.AlreadyExistsException;
import io.mlplatform.ConflictException;
import io.mlplatform.NotFoundException;
import io.mlplatform.internal.log.EntityState;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.LogEvent;
import io.mlplatform.internal.log.Proposal;
import io.mlplatform.store.Content;
import io.mlplatform.store.PutCondition;
import java.util.List;
import java.util.Optional;

/** Makes entities, and changes what their face keeps of them, without a version. */
record EntityAnnotator(EntityRoom room) {

    /** Makes the entity; {@code AlreadyExistsException} where it is there. */
    EntityNow create(String kind, ObjectNode detail) {
        String address = room.log().address();
        room.root().conditions().requireSupported(room.root().store());
        room.root().store().put(room.keys().entityMarker(), Content.of(new byte[0]), PutCondition.ifAbsent());
        Head head = room.log()
                .append((tip, next) -> {
                    if (tip.head().isPresent() && !isNothing(tip.head().get())) {
                        throw new AlreadyExistsException(address, "is there already: choose another name");
                    }
                    EntityState state = EntityState.initial(kind, List.of()).withDetail(detail);
                    return Optional.of(new Proposal(new LogEvent.Create(kind, List.of()), state));
                })
                .orElseThrow();
        return EntityNow.of(room, head);
    }

    /** Appends an {@code annotate} event. */
    EntityNow annotate(String kind, ObjectNode said, StateDetail change) {
        String address = room.log().address();
        Head head = room.log()
                .append((tip, next) -> {
                    Head before = tip.head()
                            .orElseThrow(() -> new NotFoundException(address, "no such entity: make it first"));
                    EntityState state = room.log().state(before).carriedFrom(before.seq());
                    if (!state.kind().equals(kind)) {
                        throw new ConflictException(
                                address, "is a " + state.kind() + ", not a " + kind + ": use its own API");
                    }
                    if (state.isSealed()) {
                        throw new ConflictException(address, "is sealed: it stays as it is until it is reopened");
                    }
                    ObjectNode detail = change.after(state.detail(), next);
                    return Optional.of(
                            new Proposal(new LogEvent.Annotate(Optional.of(said)), state.withDetail(detail)));
                })
                .orElseThrow();
        return EntityNow.of(room, head);
    }

    private boolean isNothing(Head head) {
        return room.log().state(head).kind().equals(LogEvent.Create.NOTHING);
    }
}
