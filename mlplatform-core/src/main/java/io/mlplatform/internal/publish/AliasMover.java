package io.mlplatform.internal.publish;

import io.mlplatform.AliasName;
import io.mlplatform.ConflictException;
import io.mlplatform.EntityName;
import io.mlplatform.NotFoundException;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.log.AliasTarget;
import io.mlplatform.internal.log.Change;
import io.mlplatform.internal.log.EntityLog;
import io.mlplatform.internal.log.EntityState;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.LogEvent;
import io.mlplatform.internal.log.NextEntry;
import io.mlplatform.internal.log.Proposal;
import io.mlplatform.internal.log.ProtectedAlias;
import io.mlplatform.internal.log.Tip;
import java.util.Map;
import java.util.Optional;

/** Sets, moves and removes aliases. */
final class AliasMover {

    private final ZoneRoot root;
    private final Context context;

    AliasMover(ZoneRoot root, Context context) {
        this.root = root;
        this.context = context;
    }

    /** Lets an unprotected alias name this version; the last of several movers wins, each move is in the log. */
    void assign(PinnedRef version, AliasName alias) {
        append(version.entity(), (log, tip, next) -> {
            EntityState state = movable(log, tip, alias);
            state.requireUsable(version.version(), log.address());
            AliasTarget target = new AliasTarget(version.version(), version.digest(), next.time(), next.actor(), "");
            return Optional.of(new Proposal(
                    new LogEvent.MoveAliases(Map.of(alias, Optional.of(target))), state.withAlias(alias, target)));
        });
    }

    /** Takes an unprotected alias away. */
    void remove(EntityName entity, AliasName alias) {
        append(entity, (log, tip, next) -> {
            EntityState state = movable(log, tip, alias);
            if (!state.aliases().containsKey(alias.value())) {
                throw new NotFoundException(log.address() + "@" + alias, "no such alias: there is nothing to remove");
            }
            return Optional.of(
                    new Proposal(new LogEvent.MoveAliases(Map.of(alias, Optional.empty())), state.withoutAlias(alias)));
        });
    }

    /** Lets a protected alias name this version, by compare-and-set. */
    void assignProtected(PinnedRef version, AliasName alias, String by, String reason) {
        EntityLog log = new EntityLog(root, version.entity(), context);
        new ProtectedAlias(root, version.entity(), alias, log, context)
                .move(version.version(), version.digest(), by, reason);
    }

    private interface Move {
        Optional<Proposal> on(EntityLog log, Tip tip, NextEntry next);
    }

    private void append(EntityName entity, Move move) {
        EntityLog log = new EntityLog(root, entity, context);
        Change change = (tip, next) -> move.on(log, tip, next);
        log.append(change);
    }

    private static EntityState movable(EntityLog log, Tip tip, AliasName alias) {
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
