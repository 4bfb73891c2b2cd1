package io.mlplatform.internal;

import io.mlplatform.PinnedRef;
import java.util.LinkedHashMap;
import java.util.Map;

/** Versions that this process has seen in a zone, number and digest; the ten thousand used last. Thread-safe. */
public final class SeenVersions {

    private static final int MOST = 10_000;

    private final Map<PinnedRef, Boolean> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PinnedRef, Boolean> eldest) {
            return size() > MOST;
        }
    };

    public synchronized void add(PinnedRef version) {
        seen.put(version, true);
    }

    public synchronized boolean has(PinnedRef version) {
        return seen.containsKey(version);
    }
}
