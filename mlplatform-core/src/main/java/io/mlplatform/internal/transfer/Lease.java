package io.mlplatform.internal.transfer;

import java.util.List;
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
    private final CancelSignal signal = new CancelSignal();
    private @Nullable ThreadInterrupts interrupts;
    private boolean cancelled;

    private Lease(TransferJob job, List<Step> steps, boolean batch, long budget) {
        this.job = job;
        this.steps = steps;
        this.batch = batch;
        this.bytes = Math.min(
                budget, steps.stream().mapToLong(step -> step.piece().bytes()).sum());
    }

    static Lease of(TransferJob job, Step step, long budget) {
        return new Lease(job, List.of(step), false, budget);
    }

    /** Of transfers that are nobody else's concern: each is this one piece. */
    static Lease batch(TransferJob job, List<Step> steps, long budget) {
        return new Lease(job, steps, true, budget);
    }

    /** What follows the first so many steps of a batch, for another thread; the bytes of all stay with this one until its end. */
    Lease without(int done, long budget) {
        return batch(job, steps.subList(done, steps.size()), budget);
    }

    /** Of the last step. */
    long lastBytes() {
        return steps.get(steps.size() - 1).piece().bytes();
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

    CancelSignal signal() {
        return signal;
    }

    /** This thread works on it from now on. */
    synchronized void begin() {
        interrupts = ThreadInterrupts.ofThisThread();
        if (cancelled) {
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
        synchronized (this) {
            cancelled = true;
            if (interrupts != null) {
                interrupts.give();
            }
        }
        signal.cancel();
    }
}
