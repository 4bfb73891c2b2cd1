package io.mlplatform.internal.publish;

import io.mlplatform.AliasName;
import io.mlplatform.ConflictException;
import io.mlplatform.NotFoundException;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.log.AliasTarget;
import io.mlplatform.internal.log.EntityLog;
import io.mlplatform.internal.log.EntityState;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.LogEvent;
import io.mlplatform.internal.log.Proposal;
import io.mlplatform.internal.log.ProtectedAlias;
import io.mlplatform.internal.log.Tip;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Sets, moves and removes the aliases of an entity. */
record AliasMover(EntityRoom room) {

    /** Lets an unprotected alias name this version; the last of several movers wins, each move is in the log. */
    void assign(PinnedRef version, AliasName alias) {
        requireHere(version);
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
                .move(version.version(), version.digest(), () -> requireHere(version), by, reason);
    }

    /** Takes a protected alias from this version, and lets it name the one before, by compare-and-set. */
    <V> V rollback(PinnedRef from, AliasName alias, String by, String reason, Function<OpenedVersion, V> answer) {
        AtomicReference<V> made = new AtomicReference<>();
        new ProtectedAlias(room.root(), room.entity(), alias, room.log(), room.context())
                .rollback(
                        from.version(),
                        before -> made.set(answer.apply(room.opened(room.index().require(before)))),
                        by,
                        reason);
        return Objects.requireNonNull(made.get(), "a move that returns has chosen its version");
    }

    // A version of another platform may have the number of one here: no alias may name what its readers cannot verify.
    void requireHere(PinnedRef version) {
        if (room.root().seen().has(version)) {
            return;
        }
        PinnedRef here = room.opened(room.index().require(version.version())).ref();
        if (!here.equals(version)) {
            throw new NotFoundException(
                    version.toString(),
                    "the version of that number here is " + here + ": use a version of this platform");
        }
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
