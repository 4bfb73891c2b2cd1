package io.mlplatform.simulation;

import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.CommitResolution;
import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.EntityName;
import io.mlplatform.MlPlatform;
import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.gc.Keeping;
import io.mlplatform.simulation.Attempt.Ending;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Who does its deeds in one process after the other: where one dies, the next takes over. */
final class Actor {

    private final World world;
    private final Part part;
    private final FaultDice faults;
    private final Random ids;
    private final Map<String, Long> seen = new HashMap<>();
    private final Engine engine;
    private Node node;
    private Deed deed = new Deed(DeedKind.REST, 0);
    private Random dice = new Random(0);

    Actor(World world, Part part, double faultRate) {
        this.world = world;
        this.part = part;
        Scenario scenario = world.scenario();
        this.faults =
                new FaultDice(scenario.dice("faults of " + part.actor()), part.actor(), faultRate, scenario.muted());
        Random engines = scenario.dice("engine of " + part.actor());
        this.engine = engines.nextBoolean() ? world.engine() : new Engine("engine-" + part.actor());
        this.ids = scenario.dice("ids of " + part.actor());
        this.node = new Node(part.actor(), world, faults, ids);
    }

    void perform() {
        for (Deed next : part.deeds()) {
            deed = next;
            dice = new Random(next.seed());
            try {
                next.kind().perform(this);
            } catch (CrashError e) {
                requireDead(e);
            }
            recover();
        }
    }

    World world() {
        return world;
    }

    String name() {
        return part.actor();
    }

    /** The dice of the deed that is being done. */
    Random dice() {
        return dice;
    }

    Engine engine() {
        return engine;
    }

    MlPlatform platform() {
        return node.platform();
    }

    /** For what no face has a word for. */
    Keeping keeping(String entity) {
        node.platform();
        return new Keeping(
                node.root(KeeperDeeds.zone(entity)), EntityName.of(KeeperDeeds.name(entity)), node.context());
    }

    SimulatedTimer timer() {
        return node.timer();
    }

    /** A call that writes nothing that is judged alone. */
    Attempt attempt(Runnable call) {
        return attempt("", Intent.none(), () -> {
            call.run();
            return OptionalLong.empty();
        });
    }

    /** A call that brings one entry into {@code log}, or none. */
    Attempt attempt(String log, Intent intent, Supplier<OptionalLong> call) {
        return attempt(begun(log, intent), call);
    }

    /** A call that brings one entry into {@code log}, or none where there is nothing to do. */
    Attempt attemptIfNeeded(String log, Runnable call) {
        return attempt(begun(log, Intent.none()).ifNeeded(), () -> {
            call.run();
            return OptionalLong.empty();
        });
    }

    private Attempt begun(String log, Intent intent) {
        return new Attempt(
                name(), deed.kind().name(), log, intent, world.truth().moment());
    }

    private Attempt attempt(Attempt attempt, Supplier<OptionalLong> call) {
        if (node.isDead()) {
            // It died while it settled the call before.
            throw new CrashError();
        }
        node.platform();
        world.attempts().add(attempt);
        node.begin(attempt);
        Ending ending = ending(attempt, call);
        attempt.end(node.isDead() ? Ending.CRASHED : ending);
        world.trace().add(name(), "ends " + attempt);
        world.coverage().ended(deed.kind().name(), attempt.ending());
        if (ending == Ending.UNKNOWN && !node.isDead() && dice.nextBoolean()) {
            resolve(attempt.unknown().orElseThrow());
        }
        return attempt;
    }

    private Ending ending(Attempt attempt, Supplier<OptionalLong> call) {
        try {
            call.get().ifPresent(attempt::done);
            return Ending.DONE;
        } catch (CommitOutcomeUnknownException e) {
            requireStruck(attempt, e);
            attempt.unknown(e);
            return Ending.UNKNOWN;
        } catch (StorageUnavailableException | DataCorruptException e) {
            requireStruck(attempt, e);
            return Ending.REFUSED;
        } catch (MlPlatformException e) {
            return Ending.REFUSED;
        } catch (CrashError e) {
            requireDead(e);
            return Ending.CRASHED;
        } catch (RuntimeException e) {
            if (!node.isDead()) {
                throw e;
            }
            return Ending.CRASHED;
        }
    }

    private void requireStruck(Attempt attempt, MlPlatformException failure) {
        if (!attempt.wasStruck()) {
            throw new AssertionError(attempt + " failed though nothing went wrong: " + failure, failure);
        }
    }

    private void requireDead(CrashError e) {
        if (!node.isDead()) {
            throw e;
        }
    }

    /** Asks what became of a write, or gives it up, which may fail as any other call. */
    private void resolve(CommitOutcomeUnknownException unknown) {
        try {
            if (dice.nextBoolean()) {
                takeOver(new Takeover(world, node), node.attempt().orElseThrow());
                return;
            }
            CommitResolution resolution = node.platform().resolve(unknown);
            if (!node.isDead()) {
                world.settle(unknown.writeId(), resolution);
            }
        } catch (StorageUnavailableException | ConflictException | CommitOutcomeUnknownException e) {
            world.trace().add(name(), "could not resolve " + unknown.writeId());
        } catch (CrashError e) {
            requireDead(e);
        }
    }

    /** Where the process has died, another one takes over, and gives up what the dead one may have left half done. */
    private void recover() {
        while (node.isDead()) {
            Optional<Attempt> last = node.attempt();
            node = new Node(part.actor(), world, faults, ids);
            world.trace().add(name(), "begins a new process");
            if (last.isEmpty()) {
                continue;
            }
            try {
                takeOver(new Takeover(world, node), last.get());
            } catch (StorageUnavailableException | ConflictException | CommitOutcomeUnknownException e) {
                world.trace().add(name(), "could not take over: " + e);
            } catch (CrashError e) {
                requireDead(e);
            }
        }
    }

    private void takeOver(Takeover takeover, Attempt last) {
        new TreeMap<>(last.sent()).forEach((writeId, key) -> takeover.abandon(key, writeId));
        if (last.sent().isEmpty() && last.log().endsWith("/_log")) {
            takeover.abandonUnsent(last.log(), world.truth().log(last.log()).size());
        }
    }

    /** A client never sees a head move back. */
    void sees(String entity, long version) {
        long before = seen.getOrDefault(entity, 0L);
        if (version < before) {
            throw new AssertionError(entity + " went back from version " + before + " to " + version);
        }
        seen.put(entity, version);
    }
}
