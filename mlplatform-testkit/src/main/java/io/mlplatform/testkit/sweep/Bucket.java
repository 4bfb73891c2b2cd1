package io.mlplatform.testkit.sweep;

import io.mlplatform.Digest;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.Listing;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.testkit.format.Finding;
import io.mlplatform.testkit.format.FormatReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All objects of a store at one time, by key. */
record Bucket(Map<String, byte[]> objects) {

    static final Bucket EMPTY = new Bucket(Map.of());

    private static final int PAGE = 1000;
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    static Clock clock() {
        return Clock.fixed(NOON, ZoneOffset.UTC);
    }

    static Bucket of(ObjectStore store) {
        Map<String, byte[]> objects = new TreeMap<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            Listing page = store.list("", next.get(), Delimiter.NONE, PAGE);
            for (ObjectInfo info : page.objects()) {
                objects.put(info.key().value(), bytes(store, info.key()));
            }
            next = page.next();
        }
        return new Bucket(objects);
    }

    /** A store with these objects, whose clock stands still. */
    MemoryStore open() {
        MemoryStore store = new MemoryStore(clock());
        objects.forEach((key, bytes) -> store.put(ObjectKey.of(key), Content.of(bytes), PutCondition.ifAbsent()));
        return store;
    }

    /** Of all keys and bytes. */
    Digest digest() {
        MessageDigest hash = Digest.sha256();
        objects.forEach((key, bytes) -> {
            hash.update((key + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
            hash.update(bytes);
        });
        return Digest.finish(hash);
    }

    /** Where one of the platforms in it does not follow the format. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (String platform : Scene.PLATFORMS) {
            Map<String, byte[]> own = new TreeMap<>();
            objects.forEach((key, bytes) -> {
                if (key.startsWith(platform)) {
                    own.put(key.substring(platform.length()), bytes);
                }
            });
            if (!own.isEmpty()) {
                findings.addAll(FormatReader.read(own, Instant.MIN).findings());
            }
        }
        return findings;
    }

    /** The keys that are not in both, or not with the same bytes. */
    List<String> changes(Bucket later) {
        Map<String, byte[]> all = new TreeMap<>(objects);
        all.putAll(later.objects);
        return all.keySet().stream()
                .filter(key -> !Arrays.equals(objects.get(key), later.objects.get(key)))
                .toList();
    }

    private static byte[] bytes(ObjectStore store, ObjectKey key) {
        try (GetOutcome outcome = store.get(key, ByteRange.ALL, GetCondition.always())) {
            if (outcome instanceof GetOutcome.Found found) {
                return found.body().readAllBytes();
            }
            throw new IllegalStateException("nobody else is at the store: " + key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
