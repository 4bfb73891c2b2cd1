package io.mlplatform.testkit;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;

/** The list of a bulk call that says how much of it was read, and by which thread. */
final class LongListing<T> implements Iterable<T> {

    /** What a store may hold of a list. */
    static final int HELD = 10_000;

    private static final int LENGTH = 10 * HELD;

    private final IntFunction<T> item;
    private int read;
    private boolean readElsewhere;
    private final Thread caller = Thread.currentThread();

    LongListing(IntFunction<T> item) {
        this.item = item;
    }

    int read() {
        return read;
    }

    /** True where another thread read than the one that made it. */
    boolean wasReadElsewhere() {
        return readElsewhere;
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return read < LENGTH;
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                readElsewhere |= Thread.currentThread() != caller;
                return item.apply(read++);
            }
        };
    }
}
