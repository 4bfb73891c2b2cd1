package io.mlplatform.internal.publish;

import io.mlplatform.AliasName;
import io.mlplatform.ConflictException;
import io.mlplatform.NotFoundException;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.log.AliasLog;
import io.mlplatform.internal.log.AliasTarget;
import io.mlplatform.internal.log.EntityLog;
import io.mlplatform.internal.log.EntityState;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.LogEvent;
import io.mlplatform.internal.log.Proposal;
import io.mlplatform.internal.log.ProtectedAlias;
import io.mlplatform.internal.log.Tip;
import java.util.Map;
import java.util.Optional;

/** Sets, moves and removes the aliases of an entity. */
record AliasMover(EntityRoom room) {

    /** Lets an unprotected alias name this version; the last of several movers wins, each move is in the log. */
    void assign(PinnedRef version, AliasName alias) {
        room.log().append((tip, next) -> {
            EntityState state = movable(tip, alias);
            state.requireAssignable(version.version(), room.log().address());
            AliasTarget target = new AliasTarget(version.version(), version.digest(), next.time(), next.actor(), "");
            return Optional.of(new Proposal(
                    new LogEvent.MoveAliases(Map.of(alias, Optional.of(target))), state.withAlias(alias, target)));
        });
    }

    /** Takes an unprotected alias away. */
    void remove(AliasName alias) {
        room.log().append((tip, next) -> {
            EntityState state = movable(tip, alias);
            if (!state.aliases().containsKey(alias.value())) {
                throw new NotFoundException(
                        room.log().address() + "@" + alias, "no such alias: there is nothing to remove");
            }
            return Optional.of(
                    new Proposal(new LogEvent.MoveAliases(Map.of(alias, Optional.empty())), state.withoutAlias(alias)));
        });
    }

    /** Lets a protected alias name this version, by compare-and-set. */
    void assignProtected(PinnedRef version, AliasName alias, String by, String reason) {
        new ProtectedAlias(room.root(), room.entity(), alias, room.log(), room.context())
                .move(version.version(), version.digest(), by, reason);
    }

    /** Lets a protected alias name the version again that it named before, by compare-and-set. */
    PinnedRef rollback(AliasName alias, String by, String reason) {
        AliasLog.Value now =
                new ProtectedAlias(room.root(), room.entity(), alias, room.log(), room.context()).rollback(by, reason);
        return new PinnedRef(room.root().zone(), room.entity(), now.version(), now.digest());
    }

    private EntityState movable(Tip tip, AliasName alias) {
        EntityLog log = room.log();
        Head head =
                tip.head().orElseThrow(() -> new NotFoundException(log.address(), "no such entity: publish it first"));
        EntityState state = log.state(head).carriedFrom(head.seq());
        if (state.protectedAliases().contains(alias)) {
            throw new ConflictException(
                    log.address() + "@" + alias, "is protected: assign it with an approval, as Approval.by(\"name\")");
        }
        if (state.isSealed()) {
            throw new ConflictException(log.address(), "is sealed: its aliases stay as they are until it is reopened");
        }
        return state;
    }
}
