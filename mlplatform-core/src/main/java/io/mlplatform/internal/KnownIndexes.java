package io.mlplatform.internal;

import io.mlplatform.EntityName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The newest version of each entity whose index this process has written or seen. Thread-safe. */
public final class KnownIndexes {

    private final Map<EntityName, Long> newest = new ConcurrentHashMap<>();

    public boolean has(EntityName entity, long version) {
        return version <= newest.getOrDefault(entity, 0L);
    }

    public void add(EntityName entity, long version) {
        newest.merge(entity, version, Math::max);
    }
}
