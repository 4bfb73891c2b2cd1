package io.mlplatform.internal.transfer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one thread has taken on: a piece of a file, or some small files, with the bytes of the budget they hold. */
final class Lease {

    /**
     * A piece, and whose it is.
     *
     * @param transfer under way already, or begun with this piece
     */
    record Step(FileTransfer transfer, Piece piece) {}

    private final TransferJob job;
    private final List<Step> steps;
    private final boolean batch;
    private final long bytes;
    private final @Nullable Throwable failure;
    private final CancelSignal signal = new CancelSignal();
    private @Nullable ThreadInterrupts interrupts;

    private Lease(TransferJob job, List<Step> steps, boolean batch, long budget, @Nullable Throwable failure) {
        this.job = job;
        this.steps = steps;
        this.batch = batch;
        this.bytes = Math.min(
                budget, steps.stream().mapToLong(step -> step.piece().held()).sum());
        this.failure = failure;
    }

    static Lease of(TransferJob job, Step step, long budget) {
        return new Lease(job, List.of(step), false, budget, null);
    }

    /** Of transfers that are nobody else's concern: each is this one piece. */
    static Lease batch(TransferJob job, List<Step> steps, long budget) {
        return new Lease(job, steps, true, budget, null);
    }

    /** Of what could not be made: it does nothing, and fails by this. */
    static Lease failing(TransferJob job, Throwable failure) {
        return new Lease(job, List.of(), true, 0, failure);
    }

    /** What its job fails by where no thread can be had for it. */
    Throwable orOwnFailure(Throwable noThread) {
        return failure == null ? noThread : failure;
    }

    /** What follows the first so many steps of a batch, for another thread; the bytes of all stay with this one until its end. */
    Lease without(int done, long budget) {
        return batch(job, steps.subList(done, steps.size()), budget);
    }

    /** The bytes that went over with the last step. */
    long lastMoved() {
        return steps.isEmpty() ? 0 : steps.get(steps.size() - 1).piece().moved();
    }

    /** Whether to leave what follows the first so many steps of a lease. */
    interface Stop {
        boolean after(Lease lease, int done);
    }

    /**
     * Does the steps, until all are done or it is to stop. The failure that ended it, unless it was told to end: what a
     * cancelled piece ends with is no failure of its own.
     */
    Optional<Throwable> run(Stop stop) {
        try {
            if (failure != null) {
                throw failure;
            }
            int done = 0;
            for (Step step : steps) {
                if (isCancelled() || done > 0 && stop.after(this, done)) {
                    break;
                }
                done++;
                signal.run(() -> {
                    run(step);
                    return true;
                });
                signal.forget();
            }
            return Optional.empty();
        } catch (Throwable e) {
            return isCancelled() ? Optional.empty() : Optional.of(e);
        }
    }

    private void run(Step step) throws Exception {
        if (!batch) {
            step.piece().work().run();
            return;
        }
        try (ClosedAfterwards closing = step.transfer()::close) {
            Optional<Piece> piece = Optional.of(step.piece());
            while (piece.isPresent()) {
                piece.get().work().run();
                piece = step.transfer().next();
            }
        }
    }

    private interface ClosedAfterwards extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    TransferJob job() {
        return job;
    }

    List<Step> steps() {
        return steps;
    }

    boolean isBatch() {
        return batch;
    }

    /** Taken from the budget: one lease larger than the budget gets all of it. */
    long bytes() {
        return bytes;
    }

    /** This thread works on it from now on. */
    synchronized void begin() {
        interrupts = ThreadInterrupts.ofThisThread();
        if (isCancelled()) {
            interrupts.give();
        }
    }

    /** No thread works on it any more; an interrupt that was meant for it reaches no other work. */
    synchronized void end() {
        interrupts = null;
        Thread.interrupted();
    }

    boolean isCancelled() {
        return signal.isCancelled();
    }

    void cancel() {
        // Before the interrupt, so that whoever ends by it knows why.
        signal.cancel();
        synchronized (this) {
            if (interrupts != null) {
                interrupts.give();
            }
        }
    }

    /** Ends what a cancelled lease would end by itself. */
    void cutOff() {
        signal.cutOff();
    }
}
