package io.mlplatform.internal.gc;

import io.mlplatform.ConflictException;
import io.mlplatform.EntityName;
import io.mlplatform.NotFoundException;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.log.Change;
import io.mlplatform.internal.log.EntityLog;
import io.mlplatform.internal.log.EntityState;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.LogEvent;
import io.mlplatform.internal.log.Pin;
import io.mlplatform.internal.log.Proposal;
import io.mlplatform.internal.log.Retire;
import io.mlplatform.internal.log.RetiredRange;
import io.mlplatform.internal.log.Tip;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Says in the log which versions of an entity are given up, and which are held. Thread-safe. */
public final class Keeping {

    private static final String ALIAS_HOLDER = "alias:";

    private final EntityLog log;

    public Keeping(ZoneRoot root, EntityName entity, Context context) {
        this.log = new EntityLog(root, entity, context);
    }

    /**
     * Retires these versions one range an entry; those that are retired already stay as they are.
     *
     * @param grace how long they stay readable
     * @throws ConflictException one is the latest, or an alias names it
     */
    public void retire(long from, long to, Duration grace) {
        append((tip, next) -> {
            EntityState state = state(tip);
            requireRetirable(state, from, to);
            return retire(tip, state, new RetiredRange(from, to, next.time().plus(grace)));
        });
    }

    /**
     * Retires every version up to {@code to} that nothing names or holds and that is not retired yet, a range an entry.
     *
     * @return how many it retired
     */
    public long retireUnheld(long to, Duration grace) {
        return retireUnheld(to, grace, state -> {});
    }

    private long retireUnheld(long to, Duration grace, Consumer<EntityState> required) {
        AtomicLong retired = new AtomicLong();
        AtomicLong total = new AtomicLong();
        while (append((tip, next) -> {
                    EntityState state = state(tip);
                    required.accept(state);
                    Optional<RetiredRange> range = unheld(
                            state, Math.min(to, state.latest() - 1), next.time().plus(grace));
                    range.ifPresent(found -> retired.set(found.to() - found.from() + 1));
                    return range.flatMap(found -> retire(tip, state, found));
                })
                .isPresent()) {
            total.addAndGet(retired.get());
        }
        return total.get();
    }

    /**
     * Retires all but the latest version, then closes the entity.
     *
     * @throws ConflictException an alias or a pin is there, or came before one of these entries
     */
    public void drop(Duration grace) {
        retireUnheld(Long.MAX_VALUE, grace, this::requireFree);
        append((tip, next) -> {
            EntityState state = state(tip);
            requireFree(state);
            return sealed(state);
        });
    }

    /** Refuses where an alias or a pin is there, whatever version it is of. */
    public void requireFree(EntityState state) {
        List<String> holders = new ArrayList<>(state.aliases().keySet());
        state.pins().values().forEach(pin -> holders.add(pin.holder()));
        if (!holders.isEmpty()) {
            throw new ConflictException(
                    log.address(),
                    "is held by " + holders + " and was not closed: remove those aliases and pins, then drop it");
        }
    }

    private static Optional<RetiredRange> unheld(EntityState state, long to, Instant until) {
        Set<Long> held = new HashSet<>();
        state.aliases().values().forEach(target -> held.add(target.version()));
        state.pins().values().forEach(pin -> held.add(pin.version()));
        long from = 1;
        while (from <= to && isKept(state, held, from)) {
            from++;
        }
        long end = from;
        while (end + 1 <= to && !isKept(state, held, end + 1)) {
            end++;
        }
        return from <= to ? Optional.of(new RetiredRange(from, end, until)) : Optional.empty();
    }

    private static boolean isKept(EntityState state, Set<Long> held, long version) {
        return held.contains(version) || state.isRetired(version);
    }

    /** Refuses, and changes nothing, where one of the versions is the latest, or an alias or a pin holds it. */
    public void requireUnheld(Collection<Long> versions) {
        requireUnheld(state(log.tip()), versions);
    }

    /** Retires the version with no grace; a pin, which would keep it alive, is a refusal here. */
    public void retireAtOnce(long version) {
        append((tip, next) -> {
            EntityState state = state(tip);
            requireUnheld(state, List.of(version));
            return retire(tip, state, new RetiredRange(version, version, next.time()));
        });
    }

    private void requireUnheld(EntityState state, Collection<Long> versions) {
        versions.forEach(version -> requireRetirable(state, version, version));
        List<String> holders = state.pins().values().stream()
                .filter(pin -> versions.contains(pin.version()))
                .map(pin -> pin.holder() + " (version " + pin.version() + ")")
                .toList();
        if (!holders.isEmpty()) {
            throw new ConflictException(
                    log.address(), "pins hold what is to be erased: " + holders + "; unpin it first");
        }
    }

    /** Holds the version until it is unpinned; the id of the pin. */
    public String pin(long version, String holder) {
        requireOwn(holder);
        return append((tip, next) -> {
                    EntityState state = state(tip);
                    state.requireAssignable(version, log.address());
                    Pin pin = new Pin(version, holder);
                    return Optional.of(new Proposal(new LogEvent.Hold(pin), state.withPin(next.writeId(), pin)));
                })
                .map(Head::writeId)
                .orElseThrow();
    }

    /** Takes the pins of that holder from the version. */
    public void unpin(long version, String holder) {
        requireOwn(holder);
        append((tip, next) -> {
            EntityState state = state(tip);
            List<String> ids = pins(state, new Pin(version, holder));
            if (ids.isEmpty()) {
                throw new NotFoundException(
                        log.address() + "@" + version,
                        "'" + holder + "' holds no pin on it: there is nothing to unpin");
            }
            return Optional.of(new Proposal(new LogEvent.Release(ids), state.withoutPins(ids)));
        });
    }

    /** Closes the entity to versions, aliases and pins; nothing is to be done where it is closed. */
    public void seal() {
        append((tip, next) -> sealed(state(tip)));
    }

    private static Optional<Proposal> sealed(EntityState state) {
        return state.isSealed() ? Optional.empty() : Optional.of(new Proposal(new LogEvent.Seal(), state.withSeal()));
    }

    /** Opens it again; numbering goes on. */
    public void reopen() {
        append((tip, next) -> {
            EntityState state = state(tip);
            return state.isSealed()
                    ? Optional.of(new Proposal(new LogEvent.Reopen(), state.withoutSeal()))
                    : Optional.empty();
        });
    }

    private Optional<Proposal> retire(Tip tip, EntityState state, RetiredRange range) {
        if (state.isRetiredBy(range)) {
            return Optional.empty();
        }
        EntityState after = state.withRetired(range, tip.head().orElseThrow().time());
        boolean shrinks = after.retired().size() <= state.retired().size();
        return Optional.of(new Proposal(new Retire(range, shrinks), after));
    }

    private void requireRetirable(EntityState state, long from, long to) {
        if (from < 1 || to < from || to > state.latest()) {
            throw new NotFoundException(
                    log.address() + "@" + from + ".." + to,
                    "no such versions: the latest is " + state.latest() + ", use numbers up to that");
        }
        if (to == state.latest()) {
            throw new ConflictException(
                    log.address() + "@" + to,
                    "is the latest version, which is never retired: publish a newer one first");
        }
        List<String> names = new ArrayList<>();
        state.aliases().forEach((alias, target) -> add(names, alias, target.version(), from, to));
        for (Map.Entry<String, Pin> pin : state.pins().entrySet()) {
            String holder = pin.getValue().holder();
            if (holder.startsWith(ALIAS_HOLDER)) {
                add(
                        names,
                        holder.substring(ALIAS_HOLDER.length()),
                        pin.getValue().version(),
                        from,
                        to);
            }
        }
        if (!names.isEmpty()) {
            throw new ConflictException(
                    log.address(), "aliases name what is to be retired: " + names + "; let them name others first");
        }
    }

    private static void add(List<String> names, String alias, long version, long from, long to) {
        if (from <= version && version <= to) {
            names.add(alias + " (version " + version + ")");
        }
    }

    private static List<String> pins(EntityState state, Pin pin) {
        return state.pins().entrySet().stream()
                .filter(held -> held.getValue().equals(pin))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static void requireOwn(String holder) {
        if (holder.isBlank() || holder.startsWith(ALIAS_HOLDER)) {
            throw new IllegalArgumentException(
                    "a holder says who needs the version, and pins of aliases are their own: '" + holder + "'");
        }
    }

    private NotFoundException noEntity() {
        return new NotFoundException(log.address(), "no such entity: check the name");
    }

    private Optional<Head> append(Change change) {
        return log.append(change);
    }

    private EntityState state(Tip tip) {
        Head head = tip.head().orElseThrow(this::noEntity);
        EntityState state = log.state(head).carriedFrom(head.seq());
        if (state.kind().equals(LogEvent.Create.NOTHING)) {
            throw noEntity();
        }
        return state;
    }
}
