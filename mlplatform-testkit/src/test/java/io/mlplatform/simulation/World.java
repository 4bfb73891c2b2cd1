package io.mlplatform.simulation;

import io.mlplatform.CommitResolution;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** All that one run shares: the store and its network, time, the turn-taking, and what is known of what happened. */
final class World {

    private static final Part PROLOGUE = new Part(
            "pro",
            1,
            List.of(
                    new Deed(DeedKind.APPEND, 1),
                    new Deed(DeedKind.APPEND_PARTITION, 2),
                    new Deed(DeedKind.PUBLISH_MODEL, 3)));

    private final Scenario scenario;
    private final Coverage coverage;
    private final Trace trace = new Trace();
    private final Truth truth = new Truth();
    private final SimulatedTime time;
    private final ObjectStore memory;
    private final LateDeliveries late;
    private final Baton baton;
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();
    private final RunBook runs = new RunBook();
    private final Engine engine = new Engine("engine");
    private final List<String> faults = new ArrayList<>();
    private final Map<String, CommitResolution> settled = new TreeMap<>();

    /** @param backend of the memory that holds the objects, to lie about it where a test wants that */
    World(Scenario scenario, Coverage coverage, UnaryOperator<ObjectStore> backend) {
        this.scenario = scenario;
        this.coverage = coverage;
        this.time = new SimulatedTime(scenario.dice("time"), scenario.clocks());
        this.memory = backend.apply(new MemoryStore(time.store()));
        this.late = new LateDeliveries(scenario.dice("late"), trace);
        this.baton = new Baton(scenario.dice("schedule " + scenario.schedule()), scenario.steadiness());
    }

    /** Lets all actors do their deeds, then switches the faults off and checks what came of it. */
    void run() {
        if (scenario.beginsWithVersions()) {
            new Actor(this, PROLOGUE, 0).perform();
        }
        List<Runnable> actors = new ArrayList<>();
        for (Part part : scenario.cast()) {
            actors.add(new Actor(this, part, scenario.faultRate() / part.luck())::perform);
        }
        Optional<Throwable> failure = baton.run(actors);
        if (failure.isPresent()) {
            throw new AssertionError("an actor saw what must not be: " + failure.get(), failure.get());
        }
        new Judgement(this).pass();
    }

    Scenario scenario() {
        return scenario;
    }

    Coverage coverage() {
        return coverage;
    }

    Trace trace() {
        return trace;
    }

    Truth truth() {
        return truth;
    }

    SimulatedTime time() {
        return time;
    }

    ObjectStore memory() {
        return memory;
    }

    LateDeliveries late() {
        return late;
    }

    List<Attempt> attempts() {
        return attempts;
    }

    List<Observation> observations() {
        return observations;
    }

    /** One that several actors execute, as where one is taken for dead and is not. */
    Engine engine() {
        return engine;
    }

    RunBook runs() {
        return runs;
    }

    /** The faults that were met, as {@link FaultDice#last()} names them. */
    List<String> faults() {
        return faults;
    }

    int steps() {
        return baton.steps();
    }

    /** Before each request. */
    void step() {
        baton.step();
        time.pass();
        late.deliver(baton.steps());
    }

    /** Somebody waits, and others go on. */
    void pause(long millis) {
        time.pass(Duration.ofMillis(millis));
        baton.step();
    }

    /** A write was settled, which is said once and for all. */
    void settle(String writeId, CommitResolution resolution) {
        CommitResolution before = settled.putIfAbsent(writeId, resolution);
        if (before != null && before != resolution) {
            throw new AssertionError(
                    "write " + writeId + " was first settled as " + before + ", then as " + resolution);
        }
    }

    Map<String, CommitResolution> settled() {
        return settled;
    }
}
