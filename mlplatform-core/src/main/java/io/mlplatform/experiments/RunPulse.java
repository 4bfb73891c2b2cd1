package io.mlplatform.experiments;

import io.mlplatform.ConflictException;
import io.mlplatform.MlPlatformException;
import io.mlplatform.internal.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rhythm of a run: when what it holds is committed, and when it shows that it lives. What fails because the store is
 * away is tried again later; a run goes on without it. Thread-safe.
 */
final class RunPulse implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunPulse.class);

    private static final int LOOKS_AN_INTERVAL = 4;
    private static final int MOST_BATCHES = 8;

    private final RunWriter writer;
    private final Clock clock;
    private final Executor workers;
    private final AtomicBoolean committing = new AtomicBoolean();
    private final AtomicBoolean beating = new AtomicBoolean();
    private final RunSettings settings;
    private Instant committed;
    private Instant shown;
    private @Nullable Future<?> looks;

    private RunPulse(RunWriter writer, Timing timing, RunSettings settings) {
        this.writer = writer;
        this.clock = timing.clock();
        this.workers = timing.workers();
        this.settings = settings;
        this.committed = clock.instant();
        this.shown = committed;
    }

    /** Of a run whose first entry was just written. */
    static RunPulse begin(RunWriter writer, Timing timing, RunSettings settings) {
        RunPulse pulse = new RunPulse(writer, timing, settings);
        Duration shorter = settings.heartbeat().compareTo(settings.leastFlush()) < 0
                ? settings.heartbeat()
                : settings.leastFlush();
        long period = Math.max(1, shorter.toMillis() / LOOKS_AN_INTERVAL);
        synchronized (pulse) {
            pulse.looks = timing.scheduler().scheduleWithFixedDelay(pulse::look, period, period, TimeUnit.MILLISECONDS);
        }
        return pulse;
    }

    /** A point was added to a part of so many bytes. */
    void added(int bytes) {
        if (bytes < settings.batchBytes()) {
            return;
        }
        try {
            commit();
        } catch (ConflictException e) {
            throw e;
        } catch (MlPlatformException e) {
            if (writer.heldBytes() > (long) MOST_BATCHES * settings.batchBytes()) {
                throw e;
            }
            LOG.warn("{}: points were not committed, and are held for another try", writer.entity(), e);
        }
    }

    /** Commits what is held. */
    void commit() {
        writer.commit(List.of());
        noteCommit();
    }

    /** Something was committed. */
    synchronized void noteCommit() {
        committed = clock.instant();
        shown = committed;
    }

    /** Ends the rhythm: from now on the run is silent. */
    @Override
    public synchronized void close() {
        if (looks != null) {
            looks.cancel(false);
        }
    }

    // On the one timer of all runs, so that nothing here asks the store.
    private void look() {
        if (writer.isOver()) {
            close();
            return;
        }
        if (writer.hasNews() && isDue(committed(), pace())) {
            start(committing, this::commitUnlessBusy);
        }
        if (isDue(shown(), settings.heartbeat())) {
            start(beating, this::beat);
        }
    }

    private void start(AtomicBoolean running, Runnable work) {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            workers.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    warn(e);
                } finally {
                    running.set(false);
                }
            });
        } catch (RejectedExecutionException e) {
            running.set(false);
            warn(e);
        }
    }

    // Thrown out of the timer it would end the rhythm; whoever writes next is told.
    private void warn(RuntimeException e) {
        LOG.warn("{}: could not be committed or kept alive now, and is tried again", writer.entity(), e);
    }

    private void commitUnlessBusy() {
        if (writer.tryCommit()) {
            noteCommit();
        }
    }

    private void beat() {
        if (writer.beat()) {
            noteSign();
        }
    }

    private Duration pace() {
        return FlushPace.interval(settings.leastFlush(), writer.newest().version());
    }

    private boolean isDue(Instant last, Duration interval) {
        return !clock.instant().isBefore(last.plus(interval));
    }

    private synchronized Instant committed() {
        return committed;
    }

    private synchronized Instant shown() {
        return shown;
    }

    private synchronized void noteSign() {
        shown = clock.instant();
    }
}
