package io.mlplatform.internal.publish;

import io.mlplatform.AliasName;
import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.Input;
import io.mlplatform.NotFoundException;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.log.AliasLog;
import io.mlplatform.internal.log.EntityState;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.Pin;
import io.mlplatform.internal.log.ProtectedAlias;
import io.mlplatform.internal.log.Tip;
import io.mlplatform.internal.log.VersionIndex;
import io.mlplatform.internal.log.VersionRecord;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes again what of an entity follows from its log, and frees pins that no alias needs. For one thread. */
final class EntityRepair {

    private final EntityRoom room;
    private final VersionIndex index;
    private final List<String> done = new ArrayList<>();

    EntityRepair(EntityRoom room) {
        this.room = room;
        // What this process believes to be there may be what someone deleted.
        ZoneRoot unseen = new ZoneRoot(room.root().zone(), room.root().location());
        this.index = new VersionIndex(unseen, room.entity(), room.log());
    }

    List<String> run() {
        room.root().conditions().requireSupported(room.root().store());
        Tip tip = room.log().tip();
        Head head = tip.head()
                .orElseThrow(() -> new NotFoundException(
                        room.log().address(), "has no log, and all else follows from that: restore it"));
        EntityState state = room.log().state(head);
        mark(room.keys().entityMarker(), "the marker by which the entity is listed");
        for (long version = 1; version <= state.latest(); version++) {
            if (!state.isDead(version, room.log().nextTime(tip))) {
                long number = version;
                attempt("version " + number, () -> version(number));
            }
        }
        state.protectedAliases().forEach(alias -> attempt("alias '" + alias + "'", () -> alias(state, alias)));
        return List.copyOf(done);
    }

    // One that is damaged for good must not keep the others from being repaired.
    private void attempt(String what, Runnable repair) {
        try {
            repair.run();
        } catch (DataCorruptException | NotFoundException | ConflictException e) {
            done.add("could not repair " + what + ": " + e.getMessage());
        }
    }

    private void version(long number) {
        if (room.root().store().head(room.keys().version(number)).isEmpty()) {
            index.complete(number);
            done.add("wrote the index of version " + number);
        }
        VersionRecord version = index.require(number);
        for (Input input : room.inputs(version)) {
            if (input.platform().isEmpty()) {
                mark(
                        Keys.lineage(
                                room.root().location(), input.ref(), room.root().zone(), room.entity(), number),
                        "the marker that version " + number + " was made from " + input.ref());
            }
        }
    }

    private void mark(ObjectKey key, String what) {
        PutOutcome outcome = room.root().store().put(key, Content.of(new byte[0]), PutCondition.ifAbsent());
        if (outcome instanceof PutOutcome.Stored) {
            done.add("wrote " + what);
        }
    }

    private void alias(EntityState state, AliasName alias) {
        AliasLog log = new AliasLog(room.root(), room.entity(), alias, room.context());
        Optional<AliasLog.Value> named = log.tip().head().map(log::value);
        long pins = state.pins().values().stream()
                .map(Pin::holder)
                .filter(("alias:" + alias)::equals)
                .count();
        if (named.isPresent() && pins > 1) {
            Digest digest = named.get().digest();
            new ProtectedAlias(room.root(), room.entity(), alias, room.log(), room.context())
                    .move(
                            named.get().version(),
                            digest,
                            () -> {},
                            named.get().by(),
                            named.get().reason());
            done.add("took " + (pins - 1) + " left pins from '" + alias + "'");
        }
    }
}
