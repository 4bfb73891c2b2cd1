package io.mlplatform.simulation;

import io.mlplatform.MlPlatform;
import io.mlplatform.ProgressListener;
import io.mlplatform.Settings;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Ulids;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.StoreLocation;
import io.mlplatform.testkit.sweep.DirectExecutor;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** One process of an actor: an opened platform that may die at any request. */
final class Node {

    /** Ids are thrown by dice; a wait passes on the simulated clock, while others go on. */
    private record Chance(Random dice, World world) implements RandomGenerator {
        @Override
        public long nextLong() {
            return dice.nextLong();
        }

        @Override
        public int nextInt(int bound) {
            return dice.nextInt(bound);
        }

        /** Asked for how long to wait, in milliseconds. */
        @Override
        public long nextLong(long bound) {
            world.pause(dice.nextInt((int) bound));
            return 0;
        }
    }

    private final String actor;
    private final World world;
    private final Clock clock;
    private final RandomGenerator chance;
    private final SimulatedTimer timer;
    private final SimulatedStore store;
    private final Settings settings;
    private Optional<MlPlatform> platform = Optional.empty();
    private Optional<Attempt> attempt = Optional.empty();
    private boolean dead;

    Node(String actor, World world, FaultDice faults, Random dice) {
        this.actor = actor;
        this.world = world;
        this.clock = world.time().process();
        this.chance = new Chance(dice, world);
        this.timer = new SimulatedTimer(clock);
        this.store = new SimulatedStore(world, this, faults);
        this.settings = Settings.defaults()
                .withActor(actor)
                .withResends(dice.nextInt(3))
                .withCommitAttempts(20)
                .withRetireGrace(world.scenario().grace("retired"))
                .withInFlightGrace(world.scenario().grace("in flight"));
    }

    String actor() {
        return actor;
    }

    SimulatedStore store() {
        return store;
    }

    SimulatedTimer timer() {
        return timer;
    }

    /** The platform, which is opened however often the store fails. */
    MlPlatform platform() {
        while (platform.isEmpty()) {
            try {
                platform = Optional.of(MlPlatform.builder()
                        .store(store, "")
                        .settings(settings)
                        .executor(new DirectExecutor())
                        .scheduler(timer, Runnable::run)
                        .time(clock, chance)
                        .open());
            } catch (StorageUnavailableException e) {
                world.trace().add(actor, "could not open the platform");
            }
        }
        return platform.get();
    }

    /** What this process works with, for those who need no platform. */
    Context context() {
        return new Context(
                settings, new Ulids(clock, chance), attempted -> {}, new DirectExecutor(), ProgressListener.SILENT);
    }

    /** Likewise. */
    ZoneRoot root(Zone zone) {
        return new ZoneRoot(zone, new StoreLocation(store, "").below(zone.word()));
    }

    Optional<Attempt> attempt() {
        return attempt;
    }

    void begin(Attempt next) {
        attempt = Optional.of(next);
    }

    boolean isDead() {
        return dead;
    }

    CrashError die() {
        dead = true;
        return new CrashError();
    }
}
