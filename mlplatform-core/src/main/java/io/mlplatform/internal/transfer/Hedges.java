package io.mlplatform.internal.transfer;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends small requests that take much longer than usual a second time, and where that is late as well a third, and takes the
 * answer that comes first. At most one in twenty; only for what may be asked twice without effect, into a buffer of its own. Thread-safe.
 *
 * @see <a href="https://research.google/pubs/the-tail-at-scale/">The Tail at Scale</a>
 */
public final class Hedges {

    private static final Duration LOOK = Duration.ofMillis(2);
    private static final double SHARE = 0.05;
    private static final double SAVED_UP = 50;
    private static final int MOST_MORE = 2;

    /** A request that has no effect but its answer. */
    @FunctionalInterface
    public interface Attempt<T> {
        T run() throws Exception;
    }

    /** Runs what it is given after a time. */
    @FunctionalInterface
    public interface Timer {
        void run(Runnable task, Duration delay);
    }

    private final Executor threads;
    private final Timer timer;
    private final Room room;
    private final LongSupplier nanos;
    private final HedgeDelay delay = new HedgeDelay();
    private final RetryBudget budget = new RetryBudget(0, SAVED_UP, SHARE);
    private final Set<Race<?>> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * @param threads of the second requests; few
     * @param room for their buffers
     * @param nanos a clock that only runs forward
     */
    public Hedges(Executor threads, Timer timer, Room room, LongSupplier nanos) {
        this.threads = threads;
        this.timer = timer;
        this.room = room;
        this.nanos = nanos;
    }

    /** The first answer of an attempt, which holds so many bytes. Failures are those of the attempt in this thread. */
    <T> T race(long bytes, Attempt<T> attempt) throws Exception {
        Race<T> race = new Race<>(attempt, bytes, nanos.getAsLong());
        running.add(race);
        look();
        try {
            CancelSignal.current().onCancel(race::cancel);
            T answer = race.first.run(attempt::run);
            budget.earn();
            return answer;
        } catch (Exception e) {
            Optional<T> other = race.won();
            if (other.isEmpty()) {
                throw e;
            }
            budget.earn();
            return other.get();
        } finally {
            running.remove(race);
            race.second.cancel();
            delay.took(nanos.getAsLong() - race.began);
        }
    }

    private void look() {
        if (looking.compareAndSet(false, true)) {
            try {
                timer.run(this::lookAgain, LOOK);
            } catch (Throwable e) {
                // Closed meanwhile, or no thread could be had: the next request asks again.
                looking.set(false);
            }
        }
    }

    private void lookAgain() {
        sweep();
        looking.set(false);
        if (!running.isEmpty()) {
            look();
        }
    }

    /** Sends a second request for each that is late, as far as the budget goes. */
    void sweep() {
        long late = delay.nanos();
        long now = nanos.getAsLong();
        for (Race<?> race : running) {
            if (race.isLate(now, late) && room.take(race.bytes)) {
                if (!budget.take()) {
                    room.giveBack(race.bytes);
                    return;
                }
                race.sentAgain(now);
                send(race);
            }
        }
    }

    private void send(Race<?> race) {
        try {
            threads.execute(() -> {
                try {
                    race.runSecond();
                } finally {
                    room.giveBack(race.bytes);
                }
            });
        } catch (Throwable e) {
            // Closed meanwhile, or no thread could be had: the first request goes on, or ends, by itself.
            room.giveBack(race.bytes);
        }
    }

    private static final class Race<T> {
        private final Attempt<T> attempt;
        private final long bytes;
        private final long began;
        private final CancelSignal first = new CancelSignal();
        private final CancelSignal second = CancelSignal.ofHedge();
        private long lastSent;
        private int more;
        private volatile @Nullable T answer;

        Race(Attempt<T> attempt, long bytes, long began) {
            this.attempt = attempt;
            this.bytes = bytes;
            this.began = began;
            this.lastSent = began;
        }

        boolean isLate(long now, long late) {
            return more < MOST_MORE && now - lastSent >= late;
        }

        void sentAgain(long now) {
            more++;
            lastSent = now;
        }

        Optional<T> won() {
            return Optional.ofNullable(answer);
        }

        void cancel() {
            first.cancel();
            second.cancel();
        }

        void runSecond() {
            try {
                if (!second.isCancelled()) {
                    answer = second.run(attempt::run);
                    first.cancel();
                }
            } catch (Exception e) {
                // The first request goes on, and its failure is the one that counts.
                return;
            }
        }
    }
}
