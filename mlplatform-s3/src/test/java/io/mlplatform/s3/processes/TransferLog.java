package io.mlplatform.s3.processes;

import java.util.BitSet;
import java.util.concurrent.CompletableFuture;

/** What a server sees of one object's transfer through the lives of the processes that carry it. Thread-safe. */
final class TransferLog {

    private final BitSet before = new BitSet();
    private final BitSet now = new BitSet();
    private long progress;

    /** Another object, or the same once more. */
    synchronized void nextTransfer() {
        before.clear();
        now.clear();
        progress = 0;
    }

    /** Another process goes on. */
    synchronized void nextLife() {
        before.or(now);
        now.clear();
        progress = 0;
    }

    /** A part or range of this number begins. */
    synchronized void begun(int piece) {
        now.set(piece);
    }

    /** So many bytes went over, or a request came that counts as much. */
    synchronized void moved(long bytes) {
        progress += bytes;
        notifyAll();
    }

    /** How many parts or ranges this process began that an earlier one had begun. */
    synchronized int again() {
        BitSet both = (BitSet) before.clone();
        both.and(now);
        return both.cardinality();
    }

    /** Waits until this life has come so far, or the process has ended. */
    void await(long bytes, Process process) throws InterruptedException {
        CompletableFuture<Process> exit = process.onExit();
        CompletableFuture<Void> unused = exit.thenRun(() -> moved(0));
        synchronized (this) {
            while (progress < bytes && !exit.isDone()) {
                wait();
            }
        }
    }
}
