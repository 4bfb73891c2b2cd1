package io.mlplatform.testkit;

import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Bytes and objects for tests: the same for the same seed. */
final class Sample {

    private static final int THREADS = 8;

    private Sample() {}

    static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    /** {@code count} keys below {@code prefix}, in order. */
    static List<ObjectKey> keys(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ObjectKey.of(prefix + String.format("%05d", i)))
                .toList();
    }

    static void put(ObjectStore store, String key, String text) {
        store.put(ObjectKey.of(key), Content.of(text), PutCondition.always());
    }

    /** Puts objects that hold their own keys, some at a time. */
    static void putAll(ObjectStore store, List<ObjectKey> keys) throws Exception {
        Race.run(THREADS, thread -> {
            for (int i = thread; i < keys.size(); i += THREADS) {
                put(store, keys.get(i).value(), keys.get(i).value());
            }
            return thread;
        });
    }

    /** The object's bytes; an absent one is a failed assertion. */
    static byte[] read(ObjectStore store, ObjectKey key) throws IOException {
        return read(store, key, ByteRange.ALL);
    }

    static byte[] read(ObjectStore store, ObjectKey key, ByteRange range) throws IOException {
        try (GetOutcome outcome = store.get(key, range, GetCondition.always())) {
            if (outcome instanceof GetOutcome.Found found) {
                return found.body().readAllBytes();
            }
            throw new AssertionError(key + " could not be read: " + outcome);
        }
    }

    /** The tag of what was stored; a condition that was not met is a failed assertion. */
    static String stored(PutOutcome outcome) {
        if (outcome instanceof PutOutcome.Stored stored) {
            return stored.etag();
        }
        throw new AssertionError("the put was not stored: " + outcome);
    }
}
