package io.mlplatform.internal;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.PinnedRef;
import java.util.LinkedHashMap;
import java.util.Map;

/** Versions that this process has seen in a zone, number and digest; the ten thousand used last. Thread-safe. */
public final class SeenVersions {

    private static final int MOST = 10_000;

    private record Numbered(EntityName entity, long version) {
        static Numbered of(PinnedRef version) {
            return new Numbered(version.entity(), version.version());
        }
    }

    private final Map<Numbered, Digest> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Numbered, Digest> eldest) {
            return size() > MOST;
        }
    };

    /** @throws DataCorruptException this process has seen the version with another digest, which never changes */
    public synchronized void add(PinnedRef version) {
        Digest before = seen.putIfAbsent(Numbered.of(version), version.digest());
        if (before != null && !before.equals(version.digest())) {
            throw new DataCorruptException(
                    version.uri(),
                    "has the digest " + version.digest() + ", and had " + before + " before: its index or its log was"
                            + " changed in the store; compare both, restore what is wrong, then open the platform again");
        }
    }

    public synchronized boolean has(PinnedRef version) {
        return version.digest().equals(seen.get(Numbered.of(version)));
    }
}
