package io.mlplatform.internal.transfer;

import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One caller's files: those that wait, those under way, and the first failure. Guarded by the scheduler, but for the
 * latch.
 */
final class TransferJob {

    // A batch holds little of the budget and lasts little longer than one request of a large file.
    private static final int BATCH_FILES = 64;
    private static final long BATCH_BYTES = 4 << 20;
    // Files side by side, as the hash of one goes from its beginning to its end.
    private static final int LARGE_FILES = 8;

    // For a thread in a blocking call that nothing ends from outside: it cleans up behind itself when it comes back.
    static final long LEAVE_SECONDS = 5;

    private static final class Active {
        final FileTransfer transfer;
        int running;

        Active(FileTransfer transfer) {
            this.transfer = transfer;
        }
    }

    private final String resource;
    private final TransferQueue queue;
    private final int threads;
    private final long budget;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Deque<Active> active = new ArrayDeque<>();
    private final Set<Lease> running = new HashSet<>();
    private final Deque<Lease> stalled = new ArrayDeque<>();
    private @Nullable Throwable failure;
    /** Why something could not be begun: one lease fails by it, and nothing else begins. */
    private @Nullable Throwable broken;

    private int closing;

    TransferJob(String resource, TransferQueue queue, int threads, long budget) {
        this.resource = resource;
        this.queue = queue;
        this.threads = threads;
        this.budget = budget;
    }

    /** Counted down when nothing of the job runs and nothing follows. */
    CountDownLatch over() {
        return over;
    }

    /** Waits a little for the threads of a job that failed. */
    void awaitLeaving() {
        try {
            over.await(LEAVE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // Interrupted once more: the threads clean up without anyone waiting for them.
            Thread.currentThread().interrupt();
        }
    }

    /** The failure of a call whose thread was interrupted. */
    StorageUnavailableException interrupted(Optional<Throwable> cause) {
        return new StorageUnavailableException(
                resource, "the call was interrupted: call again to go on", cause.orElse(null));
    }

    String resource() {
        return resource;
    }

    TransferQueue queue() {
        return queue;
    }

    /** What may begin now; where that cannot be made, a lease that fails. */
    Optional<Lease> next() {
        if (failure != null || broken != null && stalled.isEmpty()) {
            return Optional.empty();
        }
        try {
            return found();
        } catch (Throwable e) {
            broken = e;
            return Optional.of(Lease.failing(this, e));
        }
    }

    private Optional<Lease> found() {
        if (!stalled.isEmpty()) {
            return Optional.of(stalled.removeFirst());
        }
        if (active.size() < LARGE_FILES && !queue.isEmpty() && !queue.isSmall()) {
            return Optional.of(begin());
        }
        for (int i = active.size(); i > 0; i--) {
            Active one = active.removeFirst();
            active.addLast(one);
            Optional<Piece> piece = one.transfer.next();
            if (piece.isPresent()) {
                return Optional.of(Lease.of(this, new Lease.Step(one.transfer, piece.get()), budget));
            }
        }
        if (queue.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(queue.isSmall() ? batch() : begin());
    }

    /** There was no room for this lease: it is the next one. */
    void putBack(Lease lease) {
        stalled.addFirst(lease);
    }

    /** There was no thread for this lease, which had begun: it is the next one. */
    void takeBack(Lease lease) {
        noLongerRuns(lease);
        putBack(lease);
    }

    /** A thread left this to others. */
    void handBack(Lease lease) {
        stalled.addLast(lease);
    }

    void begun(Lease lease) {
        running.add(lease);
        if (!lease.isBatch()) {
            find(lease).ifPresent(one -> one.running++);
        }
    }

    /** The transfers that are to be closed now. */
    List<FileTransfer> ended(Lease lease) {
        Optional<Active> ended = noLongerRuns(lease);
        if (failure != null) {
            return abandoned();
        }
        if (ended.isPresent()
                && ended.get().running == 0
                && ended.get().transfer.isDone()) {
            active.remove(ended.get());
            closing++;
            return List.of(ended.get().transfer);
        }
        return List.of();
    }

    /** The file under way that it was a piece of. */
    private Optional<Active> noLongerRuns(Lease lease) {
        running.remove(lease);
        Optional<Active> of = lease.isBatch() ? Optional.empty() : find(lease);
        of.ifPresent(one -> one.running--);
        return of;
    }

    void closed(int count) {
        closing -= count;
    }

    /**
     * Nothing further begins, and what runs is told to end. A later failure that this one did not cause is kept with it.
     *
     * @return the transfers that are to be closed now
     */
    List<FileTransfer> fail(Throwable e) {
        if (failure != null) {
            if (failure != e) {
                failure.addSuppressed(e);
            }
            return List.of();
        }
        failure = e;
        queue.clear();
        stalled.clear();
        running.forEach(Lease::cancel);
        return abandoned();
    }

    /** What runs ends at once, now that it has failed. */
    void cutOff() {
        running.forEach(Lease::cutOff);
    }

    boolean isOver() {
        return queue.hasEnded()
                && queue.isEmpty()
                && stalled.isEmpty()
                && active.isEmpty()
                && running.isEmpty()
                && closing == 0
                && (broken == null || failure != null);
    }

    boolean hasFailed() {
        return failure != null;
    }

    /** The failure as the caller gets it, or empty. */
    Optional<RuntimeException> failure() {
        if (failure == null) {
            return Optional.empty();
        }
        boolean known = failure instanceof MlPlatformException
                || failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException;
        return Optional.of(
                known
                        ? (RuntimeException) failure
                        : new StorageUnavailableException(
                                resource, "a transfer failed (" + failure + "): call again", failure));
    }

    private Lease begin() {
        Active one = new Active(queue.poll());
        active.addLast(one);
        Piece first = one.transfer.next().orElseThrow();
        return Lease.of(this, new Lease.Step(one.transfer, first), budget);
    }

    // Small enough that each thread gets some.
    private Lease batch() {
        int most = Math.max(1, Math.min(BATCH_FILES, queue.size() / (2 * threads)));
        List<Lease.Step> steps = new ArrayList<>(most);
        long bytes = 0;
        while (!queue.isEmpty()
                && steps.size() < most
                && (steps.isEmpty() || bytes + queue.nextBytes() <= BATCH_BYTES)) {
            bytes += queue.nextBytes();
            FileTransfer transfer = queue.poll();
            steps.add(new Lease.Step(transfer, transfer.next().orElseThrow()));
        }
        return Lease.batch(this, steps, budget);
    }

    private List<FileTransfer> abandoned() {
        List<FileTransfer> idle = new ArrayList<>();
        for (Iterator<Active> each = active.iterator(); each.hasNext(); ) {
            Active one = each.next();
            if (one.running == 0) {
                idle.add(one.transfer);
                each.remove();
            }
        }
        closing += idle.size();
        return idle;
    }

    private Optional<Active> find(Lease lease) {
        FileTransfer transfer = lease.steps().get(0).transfer();
        return active.stream().filter(one -> one.transfer == transfer).findFirst();
    }
}
