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
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongConsumer;
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
     * @param check refuses a version that is not what it seems; run while the logs are read, before anything is written
     * @param by who approved it
     * @throws ConflictException another moved the alias meanwhile; nothing was changed by this call
     * @throws CommitOutcomeUnknownException the store never said whether the alias was moved
     */
    public void move(long version, Digest digest, Runnable check, String by, String reason) {
        move(check, before -> new Target(version, digest), by, reason);
    }

    /**
     * Takes the alias from version {@code from}, and lets it name the one that it named before. Repeated, or by two at
     * once, it moves once.
     *
     * @param chosen hears of the version before, before anything is written
     * @param by who approved it
     * @throws ConflictException as {@link #move}; or the alias no longer names {@code from}; or the one before is retired
     * @throws NotFoundException it never named another version
     */
    public void rollback(long from, LongConsumer chosen, String by, String reason) {
        move(
                () -> {},
                before -> {
                    Target target = namedBefore(before, from);
                    chosen.accept(target.version());
                    return target;
                },
                by,
                reason);
    }

    private Target namedBefore(Tip before, long from) {
        String address = log.address() + "@" + alias;
        Head head =
                before.head().orElseThrow(() -> new NotFoundException(address, "names nothing yet: assign it first"));
        long now = aliasLog.value(head).version();
        if (now != from) {
            throw new ConflictException(
                    address,
                    "names version " + now + ", not " + from + "; nothing was changed: look, and decide again");
        }
        for (long seq = head.seq() - 1; seq >= 0; seq--) {
            AliasLog.Value value = aliasLog.value(aliasLog.entry(seq));
            if (value.version() != now) {
                return new Target(value.version(), value.digest());
            }
        }
        throw new NotFoundException(address, "never named another version than " + now + ": assign the one you mean");
    }

    private void move(Runnable check, Function<Tip, Target> choice, String by, String reason) {
        StateLimits.checkReason(by);
        StateLimits.checkReason(reason);
        List<Callable<Optional<Tip>>> reads =
                List.of(() -> Optional.of(aliasLog.tip()), () -> Optional.of(log.tip()), () -> {
                    check.run();
                    return Optional.empty();
                });
        List<Optional<Tip>> tips = Parallel.call(context.executor(), log.address(), reads);
        Tip before = tips.get(0).orElseThrow();
        Target target = choice.apply(before);
        Head pinned = log.append(
                        tips.get(1).orElseThrow(), (tip, next) -> Optional.of(hold(tip, next, target.version())))
                .orElseThrow();
        AliasLog.Value value = new AliasLog.Value(target.version(), target.digest(), pinned.writeId(), by, reason);
        if (!put(before, value, pinned)) {
            release(pinned, Set.of(pinned.writeId()));
            throw new ConflictException(
                    log.address() + "@" + alias,
                    "another moved the alias at the same time; nothing was changed: look at what it names now, and decide again");
        }
        release(pinned, outdatedPins(pinned));
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
