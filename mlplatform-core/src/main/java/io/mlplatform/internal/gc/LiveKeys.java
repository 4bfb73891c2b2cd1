package io.mlplatform.internal.gc;

import io.mlplatform.store.ObjectKey;
import java.util.HashSet;
import java.util.Set;

/**
 * The keys of live objects: by a filter, which may keep some garbage for good, and for the files of some paths one by one, as
 * nothing of what is to be erased may be kept. Not thread-safe.
 */
final class LiveKeys {

    private static final int TXN_LENGTH = 26;

    private final String data;
    private final Set<String> exactPaths;
    private final Set<String> exact = new HashSet<>();
    private final KeyFilter others = new KeyFilter();

    /** @param data what the keys of data files begin with, a transaction and a slash behind it */
    LiveKeys(String data, Set<String> exactPaths) {
        this.data = data;
        this.exactPaths = exactPaths;
    }

    void add(ObjectKey key) {
        if (isExact(key)) {
            exact.add(key.value());
        } else {
            others.add(key.value());
        }
    }

    /** False only for a key that was never added; for a file of the given paths that is what it says. */
    boolean mayContain(ObjectKey key) {
        return isExact(key) ? exact.contains(key.value()) : others.mayContain(key.value());
    }

    private boolean isExact(ObjectKey key) {
        int path = data.length() + TXN_LENGTH + 1;
        return key.value().startsWith(data)
                && key.value().length() > path
                && exactPaths.contains(key.value().substring(path));
    }
}
