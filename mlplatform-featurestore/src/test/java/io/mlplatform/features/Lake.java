package io.mlplatform.features;

import io.mlplatform.MlPlatform;
import io.mlplatform.ProgressListener;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Platforms whose clock stands still, as the store's does in memory, and words for rows. */
final class Lake {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private Lake() {}

    static MlPlatform inMemory() {
        return on(new MemoryStore(Clock.fixed(NOW, ZoneOffset.UTC)), 7, ProgressListener.SILENT);
    }

    static MlPlatform onDisk(Path folder) {
        return MlPlatform.builder()
                .location(folder.toUri().toString())
                .time(Clock.fixed(NOW, ZoneOffset.UTC), new Random(7))
                .open();
    }

    /** One of several processes on a store, each with a seed of its own. */
    static MlPlatform on(ObjectStore store, long seed, ProgressListener listener) {
        return MlPlatform.builder()
                .store(store, "")
                .progress(listener)
                .time(Clock.fixed(NOW, ZoneOffset.UTC), new Random(seed))
                .open();
    }

    /** Customers' visits, for a day. */
    static FeatureGroup.Builder activity() {
        return FeatureGroup.named("growth/activity")
                .key("customer", FeatureType.LONG)
                .eventTime("at")
                .feature("visits", FeatureType.LONG);
    }

    /** Columns and values in turns. */
    static Map<String, Object> row(Object... columnsAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(row);
    }

    static Instant at(String time) {
        return Instant.parse(time);
    }

    static Map<String, Object> point(long customer, String time) {
        return row("customer", customer, "t", at(time));
    }

    static Map<String, Object> visits(long customer, String time, long visits) {
        return row("customer", customer, "at", at(time), "visits", visits);
    }

    static Map<String, Object> visits(long customer, String time, long visits, String created) {
        return row("customer", customer, "at", at(time), "visits", visits, "api_invocation_time", at(created));
    }
}
