package io.mlplatform.internal.log;

import io.mlplatform.AliasName;
import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.ConflictException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.MlPlatformException;
import io.mlplatform.NotFoundException;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.ZoneRoot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a protected alias by compare-and-set: the new version is pinned in the entity's log first, so that it cannot be
 * retired in between, then the alias entry is put, then the old pin is taken away.
 */
public final class ProtectedAlias {

    private static final Logger LOG = LoggerFactory.getLogger(ProtectedAlias.class);

    private record Target(long version, Digest digest) {}

    private final EntityLog log;
    private final AliasLog aliasLog;
    private final AliasName alias;
    private final Context context;

    public ProtectedAlias(ZoneRoot root, EntityName entity, AliasName alias, EntityLog log, Context context) {
        this.log = log;
        this.alias = alias;
        this.context = context;
        this.aliasLog = new AliasLog(root, entity, alias, context);
    }

    /**
     * Lets the alias name {@code version}.
     *
     * @param by who approved it
     * @throws ConflictException another moved the alias meanwhile; nothing was changed by this call
     * @throws CommitOutcomeUnknownException the store never said whether the alias was moved
     */
    public void move(long version, Digest digest, String by, String reason) {
        move(before -> new Target(version, digest), by, reason);
    }

    /**
     * Lets the alias name the version again that it named before; what it names now is in its log, so that a second
     * rollback undoes the first.
     *
     * @param by who approved it
     * @return what it names now
     * @throws ConflictException as {@link #move}; or the version before is retired
     * @throws NotFoundException it never named another version
     */
    public AliasLog.Value rollback(String by, String reason) {
        return move(this::namedBefore, by, reason);
    }

    private Target namedBefore(Tip before) {
        Head head = before.head()
                .orElseThrow(
                        () -> new NotFoundException(log.address() + "@" + alias, "names nothing yet: assign it first"));
        long now = aliasLog.value(head).version();
        for (long seq = head.seq() - 1; seq >= 0; seq--) {
            AliasLog.Value value = aliasLog.value(aliasLog.entry(seq));
            if (value.version() != now) {
                return new Target(value.version(), value.digest());
            }
        }
        throw new NotFoundException(
                log.address() + "@" + alias, "never named another version than " + now + ": assign the one you mean");
    }

    private AliasLog.Value move(Function<Tip, Target> choice, String by, String reason) {
        StateLimits.checkReason(by);
        StateLimits.checkReason(reason);
        List<Tip> tips = Parallel.call(context.executor(), log.address(), List.of(aliasLog::tip, log::tip));
        Tip before = tips.get(0);
        Target target = choice.apply(before);
        Head pinned = log.append(tips.get(1), (tip, next) -> Optional.of(hold(tip, next, target.version())))
                .orElseThrow();
        AliasLog.Value value = new AliasLog.Value(target.version(), target.digest(), pinned.writeId(), by, reason);
        if (!put(before, value, pinned)) {
            release(pinned, Set.of(pinned.writeId()));
            throw new ConflictException(
                    log.address() + "@" + alias,
                    "another moved the alias at the same time; nothing was changed: look at what it names now, and decide again");
        }
        release(pinned, outdatedPins(pinned));
        return value;
    }

    private boolean put(Tip before, AliasLog.Value value, Head pinned) {
        try {
            return aliasLog.put(before, value);
        } catch (CommitOutcomeUnknownException e) {
            throw e;
        } catch (MlPlatformException e) {
            release(pinned, Set.of(pinned.writeId()));
            throw e;
        }
    }

    // Whoever pinned before this move read the alias before it too, so it holds an older slot or none: its pin is the
    // replaced value's, or was left behind by a move that broke off.
    private Set<String> outdatedPins(Head pinned) {
        Set<String> ids = new TreeSet<>();
        log.state(pinned).pins().forEach((id, pin) -> {
            if (pin.holder().equals(holder()) && !id.equals(pinned.writeId())) {
                ids.add(id);
            }
        });
        return ids;
    }

    private String holder() {
        return "alias:" + alias;
    }

    private Proposal hold(Tip tip, NextEntry next, long version) {
        Head head =
                tip.head().orElseThrow(() -> new NotFoundException(log.address(), "no such entity: publish it first"));
        EntityState state = log.state(head).carriedFrom(head.seq());
        state.requireAssignable(version, log.address());
        if (!state.protectedAliases().contains(alias)) {
            throw new ConflictException(
                    log.address(), "'" + alias + "' is not a protected alias: assign it without approval");
        }
        Pin pin = new Pin(version, holder());
        return new Proposal(new LogEvent.Hold(pin), state.withPin(next.writeId(), pin));
    }

    // The alias stands as it should whatever becomes of this: a pin too many only keeps a version from being collected.
    private void release(Head from, Set<String> pinIds) {
        try {
            log.append(new Tip(Optional.of(from), from.time()), (tip, next) -> {
                Head head = tip.head().orElseThrow();
                EntityState state = log.state(head).carriedFrom(head.seq());
                List<String> ids = pinIds.stream()
                        .filter(state.pins()::containsKey)
                        .sorted()
                        .toList();
                return ids.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Proposal(new LogEvent.Release(ids), state.withoutPins(ids)));
            });
        } catch (MlPlatformException e) {
            LOG.warn(
                    "{}@{}: pins {} were left behind; the next move of the alias takes them away",
                    log.address(),
                    alias,
                    pinIds,
                    e);
        }
    }
}
