package io.mlplatform.internal.transfer;

import io.mlplatform.internal.DaemonThreads;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The threads and the byte budget that all transfers of a store share. Callers take turns, piece by piece, so that one
 * with three files does not wait behind one with a hundred thousand. Thread-safe; its threads are daemons, made when
 * needed and let go when idle.
 */
public final class TransferScheduler implements Room, AutoCloseable {

    private final String name;
    private final int parallelism;
    private final long budget;
    private final ConcurrencyLimit limit;
    private final ExecutorService threads;
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
    private final Deque<TransferJob> jobs = new ArrayDeque<>();
    private long used;
    private int running;
    /** Of those that run, the ones that sleep before another attempt, or wait to go on. */
    private int aside;

    /** Of those aside, the ones that wait to go on. */
    private int returning;

    private boolean closed;

    /**
     * @param name of the threads
     * @param parallelism the threads, at most
     * @param budget the bytes that all pieces under way hold together
     * @param limit how many of the threads may be at work
     */
    public TransferScheduler(String name, int parallelism, long budget, ConcurrencyLimit limit) {
        // Not a pool of so many: it may let its last idle thread go although a task was just queued.
        this(name, parallelism, budget, limit, DaemonThreads.unbounded(name));
    }

    TransferScheduler(String name, int parallelism, long budget, ConcurrencyLimit limit, ExecutorService threads) {
        this.name = name;
        this.parallelism = parallelism;
        this.budget = budget;
        this.limit = limit;
        this.threads = threads;
    }

    /**
     * Transfers these files, which the calling thread reads as there is room for them; returns when all have ended and been
     * closed. The first failure ends the others and is thrown; one that is not the library's own arrives as
     * {@code StorageUnavailableException} about {@code resource}. An interrupt of the calling thread is such a failure.
     * Called from within a piece, it does all work in that thread.
     */
    public void run(String resource, TransferQueue queue) {
        TransferJob job = new TransferJob(resource, queue, parallelism, budget);
        if (inside.get()) {
            runHere(job);
        } else {
            synchronized (this) {
                if (closed) {
                    throw closed(resource);
                }
                jobs.addLast(job);
            }
            await(job);
        }
        synchronized (this) {
            job.failure().ifPresent(e -> {
                throw e;
            });
        }
    }

    /** As {@link #run(String, TransferQueue)} for one file. */
    public void run(String resource, FileTransfer transfer) {
        run(resource, TransferQueue.of(transfer));
    }

    @Override
    public synchronized boolean take(long bytes) {
        if (used + bytes > budget) {
            return false;
        }
        used += bytes;
        return true;
    }

    @Override
    public void giveBack(long bytes) {
        synchronized (this) {
            used -= bytes;
        }
        fillThreads();
    }

    /** Pieces may begin that could not before: to be told by a piece under way, as the end of each is noticed anyhow. */
    public void wake() {
        fillThreads();
    }

    /** Sleeps for a time. */
    @FunctionalInterface
    public interface Sleep {
        void sleep() throws InterruptedException;
    }

    /**
     * Sleeps before another attempt of a piece, in its thread: others may run meanwhile, and it goes on when it may. In
     * another thread it only sleeps.
     */
    public void asleep(Sleep sleep) throws InterruptedException {
        if (!inside.get()) {
            sleep.sleep();
            return;
        }
        synchronized (this) {
            aside++;
            notifyAll();
        }
        boolean slept = false;
        try {
            fillThreads();
            sleep.sleep();
            slept = true;
        } finally {
            goOn(slept);
        }
    }

    // Who was woken before its time ends its work, and waits for nobody.
    private synchronized void goOn(boolean inTurn) throws InterruptedException {
        returning++;
        try {
            while (inTurn && atWork() >= limit.current()) {
                wait();
            }
        } finally {
            returning--;
            aside--;
        }
    }

    /** The server asked to slow down, as a lower layer saw. */
    public void throttled() {
        limit.throttled();
    }

    /**
     * Ends what is under way: it fails. Waits some seconds for its threads to clean up, unless called from within a piece.
     * Idempotent.
     */
    @Override
    public void close() {
        List<TransferJob> ended;
        synchronized (this) {
            closed = true;
            ended = List.copyOf(jobs);
        }
        ended.forEach(job -> fail(job, closed(job.resource())));
        synchronized (this) {
            ended.forEach(TransferJob::cutOff);
        }
        threads.shutdown();
        if (!inside.get()) {
            DaemonThreads.awaitEnd(threads, TransferJob.LEAVE_SECONDS);
        }
    }

    /** The callers whose files are under way. */
    synchronized int jobs() {
        return jobs.size();
    }

    @Override
    public String toString() {
        return "transfers " + name + " of " + parallelism + " threads, " + budget + " bytes";
    }

    private void await(TransferJob job) {
        try {
            while (job.queue().awaitRoom()) {
                feed(job);
            }
            job.over().await();
        } catch (InterruptedException e) {
            fail(job, job.interrupted(Optional.of(e)));
            job.awaitLeaving();
            Thread.currentThread().interrupt();
        }
    }

    private void feed(TransferJob job) {
        try {
            TransferQueue.Read more = job.queue().read();
            synchronized (this) {
                job.queue().add(more);
            }
            fillThreads();
            endIfOver(job);
        } catch (Throwable e) {
            fail(job, e);
        }
    }

    private void runHere(TransferJob job) {
        CancelSignal.current().onCancel(() -> fail(job, job.interrupted(Optional.empty())));
        while (!job.queue().hasEnded()) {
            feed(job);
            Optional<Lease> lease = takeHere(job);
            while (lease.isPresent()) {
                Optional<Throwable> failure = lease.get().run((rest, done) -> false);
                failure.ifPresent(e -> fail(job, e));
                leave(lease.get());
                lease = takeHere(job);
            }
        }
    }

    private synchronized Optional<Lease> takeHere(TransferJob job) {
        Optional<Lease> lease = job.next();
        lease.ifPresent(job::begun);
        return lease;
    }

    private void work(Lease first) {
        inside.set(true);
        limit.use().enter();
        Lease lease = first;
        while (lease != null) {
            lease.begin();
            Optional<Throwable> failure = lease.run(this::handsBack);
            lease.end();
            TransferJob job = lease.job();
            failure.ifPresent(e -> fail(job, e));
            leave(lease);
            lease = next(lease);
        }
        limit.use().leave();
    }

    // A batch is many requests, one after another: a limit that falls is not to wait for the end of them.
    private synchronized boolean handsBack(Lease lease, int done) {
        judge(lease, lease.steps().get(done - 1).piece().moved());
        notifyAll();
        if (atWork() + returning <= limit.current() || lease.job().hasFailed()) {
            return false;
        }
        lease.job().handBack(lease.without(done, budget));
        return true;
    }

    private void leave(Lease lease) {
        TransferJob job = lease.job();
        List<FileTransfer> done;
        synchronized (this) {
            done = job.ended(lease);
        }
        close(job, done);
    }

    private void fail(TransferJob job, Throwable e) {
        List<FileTransfer> abandoned;
        synchronized (this) {
            abandoned = job.fail(e);
        }
        close(job, abandoned);
    }

    private void close(TransferJob job, List<FileTransfer> ended) {
        for (FileTransfer transfer : ended) {
            try {
                transfer.close();
            } catch (Throwable e) {
                fail(job, e);
            }
        }
        synchronized (this) {
            job.closed(ended.size());
            endIfOver(job);
        }
    }

    private synchronized void endIfOver(TransferJob job) {
        if (job.isOver()) {
            jobs.remove(job);
            job.over().countDown();
        }
    }

    /** Ends a lease for the budget, and finds the thread another. */
    private @Nullable Lease next(Lease ended) {
        Optional<Lease> next;
        synchronized (this) {
            judge(ended, ended.lastMoved());
            freed(ended);
            next = begun();
        }
        fillThreads();
        return next.orElse(null);
    }

    private void freed(Lease lease) {
        used -= lease.bytes();
        running--;
        notifyAll();
    }

    private void judge(Lease lease, long bytes) {
        if (atWork() < limit.current()) {
            limit.idle();
        } else if (!lease.job().hasFailed()) {
            limit.finished(bytes);
        }
    }

    private int atWork() {
        return running - aside;
    }

    private boolean mayBegin() {
        return running < parallelism && atWork() + returning < limit.current();
    }

    // Without the lock, as it takes time to make a thread.
    private void fillThreads() {
        Optional<Lease> lease = begun();
        while (lease.isPresent() && start(lease.get())) {
            lease = begun();
        }
    }

    /** False where no thread could be had for it and others run, which take it on as they end. */
    private boolean start(Lease lease) {
        try {
            threads.execute(() -> work(lease));
        } catch (Throwable e) {
            if (isLeftToOthers(lease)) {
                return false;
            }
            if (!lease.isCancelled()) {
                fail(lease.job(), lease.orOwnFailure(e));
            }
            leave(lease);
        }
        return true;
    }

    private synchronized boolean isLeftToOthers(Lease lease) {
        freed(lease);
        boolean left = running > 0 && !lease.job().hasFailed();
        if (left) {
            lease.job().takeBack(lease);
        }
        return left;
    }

    /** The next lease, which runs from now on, where one more may. */
    private synchronized Optional<Lease> begun() {
        Optional<Lease> lease = mayBegin() ? pick() : Optional.empty();
        if (lease.isPresent()) {
            running++;
        }
        if (atWork() >= limit.current()) {
            limit.reached();
        }
        return lease;
    }

    // A lease that does not fit waits at the head: small ones of others never keep it out for ever.
    private Optional<Lease> pick() {
        for (int i = jobs.size(); i > 0; i--) {
            TransferJob job = jobs.getFirst();
            Optional<Lease> lease = job.next();
            if (lease.isPresent() && used + lease.get().bytes() > budget) {
                job.putBack(lease.get());
                return Optional.empty();
            }
            jobs.addLast(jobs.removeFirst());
            if (lease.isPresent()) {
                used += lease.get().bytes();
                job.begun(lease.get());
                return lease;
            }
        }
        return Optional.empty();
    }

    private static IllegalStateException closed(String resource) {
        return new IllegalStateException(resource + ": the platform or its store was closed: open it again");
    }
}
