package io.mlplatform.s3;

import io.mlplatform.internal.DaemonThreads;
import io.mlplatform.internal.transfer.ConcurrencyLimit;
import io.mlplatform.internal.transfer.Hedges;
import io.mlplatform.internal.transfer.Processors;
import io.mlplatform.internal.transfer.Requests;
import io.mlplatform.internal.transfer.Retries;
import io.mlplatform.internal.transfer.RetryBudget;
import io.mlplatform.internal.transfer.Stragglers;
import io.mlplatform.internal.transfer.TransferScheduler;
import io.mlplatform.s3.internal.lane.Connector;
import io.mlplatform.s3.internal.lane.Lane;
import io.mlplatform.s3.internal.lane.LaneSettings;
import io.mlplatform.s3.internal.lane.Resolver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The threads and the memory that transfers share, of one store or of several beside each other. Copies by the server have
 * threads of their own, since they hold no bytes here: those of objects wait for those of parts.
 *
 * @param copies by the server that are under way, and the store itself
 * @param limit how many pieces of transfers run at a time
 * @param retries of what the SDK does not repeat: bodies that break off, and the own lane's requests
 * @param lane where the settings choose it
 * @param managed likewise
 */
record TransferResources(
        TransferScheduler transfers,
        ConcurrencyLimit limit,
        Hedges hedges,
        Stragglers stragglers,
        Retries retries,
        Requests requests,
        ExecutorService objectThreads,
        ExecutorService partThreads,
        Phaser copies,
        ExecutorService hedgeThreads,
        ScheduledExecutorService timer,
        Optional<Lane> lane,
        Optional<ManagedClient> managed)
        implements AutoCloseable {

    // As the SDK has it: some failures at once are repeated, a lasting outage is not made worse.
    private static final int SAVED_RETRIES = 100;
    private static final double RETRIES_EARNED = 0.2;
    // Where three in a hundred are late by seconds, so are three in a hundred second requests: others do not wait for
    // them.
    private static final int HEDGE_THREADS = 8;
    private static final long LEAVE_SECONDS = 5;

    /** @param nanos a clock that only runs forward */
    static TransferResources of(S3Settings settings, LongSupplier nanos, RandomGenerator random) {
        return of(
                settings,
                nanos,
                random,
                settings.transport() == S3Transport.TRANSFER_MANAGER
                        ? Optional.of(AsyncEngine.found())
                        : Optional.empty());
    }

    /** @param engine where the SDK's transfer manager carries the bytes */
    static TransferResources of(
            S3Settings settings, LongSupplier nanos, RandomGenerator random, Optional<AsyncEngine> engine) {
        int threads = settings.parallelism();
        ConcurrencyLimit limit = new ConcurrencyLimit(threads, nanos, Processors.ofTheJvm());
        TransferScheduler transfers =
                new TransferScheduler("mlplatform-s3-transfer", threads, settings.transferMemory(), limit);
        ExecutorService hedgeThreads = DaemonThreads.pool("mlplatform-s3-hedge", HEDGE_THREADS);
        ScheduledExecutorService timer = DaemonThreads.scheduler("mlplatform-s3-timer");
        return new TransferResources(
                transfers,
                limit,
                new Hedges(hedgeThreads, (task, delay) -> later(timer, task, delay), transfers, nanos),
                new Stragglers((task, delay) -> later(timer, task, delay), nanos),
                new Retries(
                        settings.maxAttempts(),
                        new RetryBudget(SAVED_RETRIES, SAVED_RETRIES, RETRIES_EARNED),
                        random,
                        time -> transfers.asleep(() -> Thread.sleep(time.toMillis()))),
                new Requests(settings.metrics(), nanos),
                DaemonThreads.pool("mlplatform-s3-object", threads),
                DaemonThreads.pool("mlplatform-s3-part", threads),
                new Phaser(1),
                hedgeThreads,
                timer,
                settings.transport() == S3Transport.OWN ? Optional.of(lane(settings, nanos)) : Optional.empty(),
                engine.map(found -> new ManagedClient(settings, found, limit::throttled)));
    }

    private static void later(ScheduledExecutorService timer, Runnable task, Duration delay) {
        Future<?> unused = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        transfers.close();
        timer.shutdownNow();
        hedgeThreads.shutdownNow();
        objectThreads.shutdownNow();
        PartTasks.shutDown(partThreads);
        awaitCopies();
        lane.ifPresent(Lane::close);
        managed.ifPresent(ManagedClient::close);
    }

    // They abort their uploads, which they cannot once the client is closed.
    private void awaitCopies() {
        try {
            copies.awaitAdvanceInterruptibly(copies.arrive(), LEAVE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            // One is in a request that nothing ends but the client.
        }
    }

    private static Lane lane(S3Settings settings, LongSupplier nanos) {
        // A thread of a caller may fetch beside those of the pools.
        LaneSettings bounds = new LaneSettings(
                2 * settings.parallelism() + HEDGE_THREADS,
                settings.connectTimeout(),
                settings.readTimeout(),
                LaneSettings.DEFAULT.idle(),
                LaneSettings.DEFAULT.age());
        return new Lane(Connector.ofTheJvm(), Resolver.system(), bounds, nanos);
    }
}
