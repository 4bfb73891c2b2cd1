package io.mlplatform;

import io.mlplatform.internal.Context;
import io.mlplatform.internal.DaemonThreads;
import io.mlplatform.internal.FullJitter;
import io.mlplatform.internal.LayoutFile;
import io.mlplatform.internal.OpenStores;
import io.mlplatform.internal.PlainLocation;
import io.mlplatform.internal.StoreProviders;
import io.mlplatform.internal.Timing;
import io.mlplatform.internal.Ulids;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.StoreLocation;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Opens a {@link MlPlatform} with other than the default parts. Mutable, for one thread. */
public final class MlPlatformBuilder {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private @Nullable String location;
    private @Nullable StoreLocation borrowed;
    private @Nullable ExecutorService executor;
    private @Nullable ScheduledExecutorService scheduler;
    private @Nullable Executor workers;
    private PlatformLayout layout = PlatformLayout.foldersOfOne();
    private Settings settings = Settings.defaults();
    private ProgressListener progress = ProgressListener.SILENT;
    private Clock clock = Clock.systemUTC();
    private RandomGenerator random = new SecureRandom();

    MlPlatformBuilder() {}

    /** Where the platform is; the store is opened for it, and closed with it. */
    public MlPlatformBuilder location(String uri) {
        location = uri;
        return this;
    }

    /** A store that the caller made, and closes. Used as it is, with everything below {@code prefix}. */
    public MlPlatformBuilder store(ObjectStore store, String prefix) {
        borrowed = new StoreLocation(store, prefix);
        return this;
    }

    /** Where the zones are, should the location hold no platform yet; one that is there keeps its own layout. */
    public MlPlatformBuilder layout(PlatformLayout newLayout) {
        layout = newLayout;
        return this;
    }

    /** The tunables. */
    public MlPlatformBuilder settings(Settings newSettings) {
        settings = newSettings;
        return this;
    }

    /** Who hears how publishes and fetches go; nobody by default. */
    public MlPlatformBuilder progress(ProgressListener listener) {
        progress = listener;
        return this;
    }

    /**
     * Threads that the caller owns, for control requests; the library makes daemon threads otherwise. Tasks on these
     * threads may call the platform, as a calling thread does what no other has begun; so with the pools of
     * {@code java.util.concurrent}. A bounded pool of another make must hand out futures that are a
     * {@link java.util.concurrent.FutureTask}, or must not run tasks that call the platform.
     */
    public MlPlatformBuilder executor(ExecutorService threads) {
        executor = threads;
        return this;
    }

    /**
     * A timer that the caller owns, for the heartbeats and timed commits of runs, which the library's own daemon threads
     * do; it makes a daemon thread for the timer otherwise.
     */
    public MlPlatformBuilder scheduler(ScheduledExecutorService timer) {
        scheduler = timer;
        return this;
    }

    /**
     * As {@link #scheduler(ScheduledExecutorService)}, with threads that the caller owns for what is due. A run whose
     * heartbeat waits there behind another's slow store is shown as lost: give two for each run, or none.
     */
    public MlPlatformBuilder scheduler(ScheduledExecutorService timer, Executor threads) {
        scheduler = timer;
        workers = threads;
        return this;
    }

    /** The clock and randomness that ids and waits are made from: a simulation brings its own. */
    public MlPlatformBuilder time(Clock newClock, RandomGenerator newRandom) {
        clock = newClock;
        random = newRandom;
        return this;
    }

    /**
     * Opens the platform: one GET of its layout.
     *
     * @throws NotFoundException the bucket does not exist
     */
    public MlPlatform open() {
        boolean owns = borrowed == null;
        StoreLocation opened = borrowed != null ? borrowed : StoreProviders.open(required(location));
        ExecutorService threads =
                executor != null ? executor : DaemonThreads.pool("mlplatform-control", settings.parallelism());
        ScheduledExecutorService timer = scheduler != null ? scheduler : DaemonThreads.scheduler("mlplatform-timer");
        ExecutorService runs = DaemonThreads.unbounded("mlplatform-runs");
        Context context = new Context(
                settings,
                new Ulids(clock, random),
                new FullJitter(random, FIRST_PAUSE, LONGEST_PAUSE),
                threads,
                progress,
                clock);
        try {
            LayoutFile file = LayoutFile.read(opened, layout);
            OpenStores stores = new OpenStores(opened, file.layout());
            Timing timing = new Timing(clock, timer, workers != null ? workers : runs);
            return new MlPlatform(
                    opened, file, stores, context, timing, () -> close(owns, opened, threads, timer, runs));
        } catch (RuntimeException e) {
            try {
                close(owns, opened, threads, timer, runs);
            } catch (RuntimeException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /** Where the platform will be opened; of a location neither user nor query, which may hold secrets. */
    @Override
    public String toString() {
        if (borrowed != null) {
            return "builder of a MlPlatform at " + borrowed;
        }
        return "builder of a MlPlatform"
                + (location != null ? " at " + PlainLocation.of(location) : ", no location yet");
    }

    private void close(
            boolean owns, StoreLocation opened, ExecutorService threads, ExecutorService timer, ExecutorService runs) {
        if (scheduler == null) {
            timer.shutdown();
        }
        runs.shutdown();
        try {
            if (owns) {
                opened.store().close();
            }
        } finally {
            if (executor == null) {
                threads.shutdown();
            }
        }
    }

    private static String required(@Nullable String location) {
        if (location == null) {
            throw new IllegalStateException("say where the platform is: location(\"file:///folder\") or store(…)");
        }
        return location;
    }
}
