package io.mlplatform.internal.transfer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A listing cut into lists, each read when it is asked for. Not thread-safe. */
public final class Windows<T> implements Iterator<List<T>> {

    // Enough that all threads have work, little enough to be held.
    private static final int WINDOW = 1_000;

    private final Iterator<T> items;

    public Windows(Iterable<T> items) {
        this.items = items.iterator();
    }

    @Override
    public boolean hasNext() {
        return items.hasNext();
    }

    /** Up to 1,000 items, in their order. */
    @Override
    public List<T> next() {
        List<T> window = new ArrayList<>();
        do {
            window.add(items.next());
        } while (window.size() < WINDOW && items.hasNext());
        return window;
    }
}
