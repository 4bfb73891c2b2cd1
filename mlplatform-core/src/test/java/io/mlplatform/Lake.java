package io.mlplatform;

import io.mlplatform.internal.StoredBytes;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Listing;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A platform on a borrowed store, with what lies in the store. */
public final class Lake implements AutoCloseable {

    private static final AtomicLong PROCESSES = new AtomicLong();

    private final ObjectStore store;
    private final MlPlatform platform;

    public Lake(ObjectStore store) {
        this.store = store;
        this.platform = open(store, Settings.defaults().withActor("anna"));
    }

    /** Another process's view of the same store. */
    public static MlPlatform open(ObjectStore store, Settings settings) {
        return MlPlatform.builder()
                .store(store, "")
                .settings(settings)
                .time(new Ticks(), random())
                .open();
    }

    /** A process's random numbers: no other process's, and the same each time the tests run in this order. */
    public static Random random() {
        return new Random(PROCESSES.incrementAndGet());
    }

    public MlPlatform platform() {
        return platform;
    }

    public ObjectStore store() {
        return store;
    }

    /** The keys that contain {@code part}, in order. */
    public List<String> keys(String part) {
        List<String> keys = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Listing page = store.list("", after.get(), Delimiter.NONE, 1_000);
            page.objects().stream()
                    .map(ObjectInfo::key)
                    .map(ObjectKey::value)
                    .filter(key -> key.contains(part))
                    .forEach(keys::add);
            after = page.next();
        }
        return keys;
    }

    /** The object's bytes as text. */
    public String text(String key) {
        return new String(
                StoredBytes.read(store, ObjectKey.of(key), 1 << 24).bytes().orElseThrow(), StandardCharsets.UTF_8);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        platform.close();
        store.close();
    }

    /** A clock that goes on by a second each time it is read. */
    public static final class Ticks extends Clock {

        private Instant now = Instant.parse("2026-11-23T12:00:00Z");

        @Override
        public synchronized Instant instant() {
            now = now.plus(Duration.ofSeconds(1));
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("always UTC");
        }
    }
}
