package io.mlplatform.fuzz;

import io.mlplatform.MlPlatform;
import io.mlplatform.ProgressListener;
import io.mlplatform.Settings;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.StoredBytes;
import io.mlplatform.internal.Ulids;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.StoreLocation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/** A small platform in memory that the library itself wrote: what lies in it are the seeds. */
public final class FuzzLake {

    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private static final int MOST_BYTES = 1 << 20;

    private final ObjectStore store = new MemoryStore(CLOCK);

    /** A new one. */
    public FuzzLake() {
        try (MlPlatform ml = MlPlatform.builder()
                .store(store, "")
                .settings(settings())
                .time(CLOCK, new Random(4))
                .open()) {
            FuzzLakeContents.fill(ml);
        }
    }

    public static Context context() {
        return new Context(
                settings(), new Ulids(CLOCK, new Random(5)), attempt -> {}, new CallerRuns(), ProgressListener.SILENT);
    }

    public ObjectStore store() {
        return store;
    }

    /** The zone as the library knows it. */
    public ZoneRoot zone(Zone zone) {
        return new ZoneRoot(zone, new StoreLocation(store, zone.word() + "/"));
    }

    /** The objects whose key contains {@code part}, in order of key. */
    public List<byte[]> objects(String part) {
        List<byte[]> objects = store.list("", "", Delimiter.NONE, 1_000).objects().stream()
                .map(ObjectInfo::key)
                .filter(key -> key.value().contains(part))
                .map(this::bytes)
                .toList();
        if (objects.isEmpty()) {
            throw new IllegalStateException("the lake holds no " + part);
        }
        return objects;
    }

    /** Puts the object over what was there. */
    public void replace(ObjectKey key, byte[] bytes) {
        store.put(key, Content.of(bytes), PutCondition.always());
    }

    private byte[] bytes(ObjectKey key) {
        return StoredBytes.read(store, key, MOST_BYTES).bytes().orElseThrow();
    }

    private static Settings settings() {
        return Settings.defaults().withActor("anna");
    }
}
