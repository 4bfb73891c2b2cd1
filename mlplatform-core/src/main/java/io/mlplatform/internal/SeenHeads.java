package io.mlplatform.internal;

import io.mlplatform.Digest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest entry that this process has seen of each log in a zone; of the ten thousand logs used last. Stores are
 * strongly consistent and entries are never deleted, so a log that ends before it was changed behind the library's back.
 * Thread-safe.
 */
public final class SeenHeads {

    private static final int MOST = 10_000;

    /** An entry by its place, and the digest of its bytes. */
    public record Seen(long seq, Digest digest) {}

    private final Map<String, Seen> newest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MOST;
        }
    };

    /** What was seen of the log in that folder. Ask before the store is asked: another thread may see more meanwhile. */
    public synchronized Optional<Seen> of(String folder) {
        return Optional.ofNullable(newest.get(folder));
    }

    public synchronized void add(String folder, long seq, Digest digest) {
        Seen before = newest.get(folder);
        if (before == null || before.seq() <= seq) {
            newest.put(folder, new Seen(seq, digest));
        }
    }
}
