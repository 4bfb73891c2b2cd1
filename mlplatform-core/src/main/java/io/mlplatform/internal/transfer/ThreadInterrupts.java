package io.mlplatform.internal.transfer;

/** The interrupts of one thread, held back while it does what has to end by itself. Thread-safe. */
final class ThreadInterrupts {

    private static final ThreadLocal<ThreadInterrupts> OF_THREAD = ThreadLocal.withInitial(ThreadInterrupts::new);

    private final Thread thread = Thread.currentThread();
    private int holds;
    private boolean due;

    private ThreadInterrupts() {}

    static ThreadInterrupts ofThisThread() {
        return OF_THREAD.get();
    }

    /** Interrupts the thread, at the end of what holds interrupts back where it does such work. */
    synchronized void give() {
        if (holds > 0) {
            due = true;
        } else {
            thread.interrupt();
        }
    }

    /** From now on this thread, the caller's, is not interrupted; {@link #release} follows as often. */
    synchronized void hold() {
        due |= Thread.interrupted();
        holds++;
    }

    /** The thread hears of an interrupt that came meanwhile. */
    synchronized void release() {
        holds--;
        if (holds == 0 && due) {
            due = false;
            thread.interrupt();
        }
    }
}
