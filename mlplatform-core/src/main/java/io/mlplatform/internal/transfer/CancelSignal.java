package io.mlplatform.internal.transfer;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells work under way that nobody wants it any more. Blocking reads of a socket do not heed interrupts, so whoever begins
 * one says how it is ended from outside. Thread-safe.
 */
public final class CancelSignal {

    private static final ThreadLocal<CancelSignal> CURRENT = new ThreadLocal<>();

    /** What to do in a thread to which the signal belongs. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws Exception;
    }

    private final List<Runnable> aborts = new ArrayList<>();
    private final List<Runnable> cuts = new ArrayList<>();
    private final boolean hedge;
    private boolean cancelled;
    private boolean cutOff;

    public CancelSignal() {
        this(false);
    }

    private CancelSignal(boolean hedge) {
        this.hedge = hedge;
    }

    /** The signal of a second request, sent because the first one is slow. */
    static CancelSignal ofHedge() {
        return new CancelSignal(true);
    }

    /** The signal of this thread's work; one that is never given where it does none. */
    public static CancelSignal current() {
        CancelSignal signal = CURRENT.get();
        return signal == null ? never() : signal;
    }

    private static CancelSignal never() {
        return new CancelSignal();
    }

    /** Runs work in this thread that has to end by itself: signals do not reach it, and interrupts wait for its end. */
    public static <T> T untilItsEnd(Work<T> work) throws Exception {
        return withoutInterrupts(never(), work);
    }

    /** The same, but that the end of all work cuts it off. */
    public static <T> T untilCutOff(Work<T> work) throws Exception {
        CancelSignal end = new CancelSignal();
        current().onCutOff(end::cancel);
        return withoutInterrupts(end, work);
    }

    private static <T> T withoutInterrupts(CancelSignal signal, Work<T> work) throws Exception {
        ThreadInterrupts interrupts = ThreadInterrupts.ofThisThread();
        interrupts.hold();
        try {
            return signal.run(work);
        } finally {
            interrupts.release();
        }
    }

    /** Runs work in this thread under this signal. */
    public <T> T run(Work<T> work) throws Exception {
        CancelSignal before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.run();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /** Runs {@code abort} when the signal is given, at once if it was. It is quick, thread-safe and may come late. */
    public void onCancel(Runnable abort) {
        synchronized (this) {
            if (!cancelled) {
                aborts.add(abort);
                return;
            }
        }
        abort.run();
    }

    /** Gives the signal. */
    public void cancel() {
        List<Runnable> due;
        synchronized (this) {
            cancelled = true;
            due = List.copyOf(aborts);
            aborts.clear();
        }
        due.forEach(Runnable::run);
    }

    private void onCutOff(Runnable cut) {
        synchronized (this) {
            if (!cutOff) {
                cuts.add(cut);
                return;
            }
        }
        cut.run();
    }

    /** Ends what runs {@link #untilCutOff} too. */
    void cutOff() {
        List<Runnable> due;
        synchronized (this) {
            cutOff = true;
            due = List.copyOf(cuts);
            cuts.clear();
        }
        due.forEach(Runnable::run);
    }

    /** Forgets what was to be ended: it has ended. */
    public synchronized void forget() {
        aborts.clear();
        cuts.clear();
    }

    boolean isHedge() {
        return hedge;
    }

    /** True once given. */
    public synchronized boolean isCancelled() {
        return cancelled;
    }
}
