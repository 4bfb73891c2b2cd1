package io.mlplatform.s3.provision;

import io.mlplatform.MlPlatformException;
import io.mlplatform.UnsupportedStoreException;
import io.mlplatform.internal.DaemonThreads;
import io.mlplatform.internal.Ids;
import io.mlplatform.internal.Keys;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.StoreLocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whether the bucket honours put-if-absent, on which all writing rests: tried once by a race of some writers for one key.
 * What is left of it is the mark that it was.
 */
final class ConditionalPuts implements Property<Bucket, String> {

    private static final int WRITERS = 8;
    private static final int RACES = 3;
    private static final String MARK = "put-if-absent";
    private static final String HOLDS = "holds";

    private final Ids ids;

    ConditionalPuts(Ids ids) {
        this.ids = ids;
    }

    @Override
    public String name() {
        return MARK;
    }

    @Override
    public Optional<String> gap(Bucket bucket) {
        return Optional.empty();
    }

    @Override
    public SortedMap<String, String> desired(Bucket bucket) {
        return bucket.folders().isEmpty() ? new TreeMap<>() : new TreeMap<>(Map.of(MARK, HOLDS));
    }

    @Override
    public SortedMap<String, String> found(Bucket bucket) {
        StoreLocation zone = zone(bucket);
        return zone.store().head(Keys.probe(zone, MARK)).isPresent()
                ? new TreeMap<>(Map.of(MARK, HOLDS))
                : new TreeMap<>();
    }

    @Override
    public ChangeKind kind(Bucket bucket, String item, Optional<String> from, Optional<String> to) {
        return ChangeKind.ADD;
    }

    @Override
    public boolean isOurs(String item) {
        return false;
    }

    @Override
    public void set(Bucket bucket, SortedMap<String, String> items) {
        StoreLocation zone = zone(bucket);
        long winners = winners(zone.store(), () -> Keys.probe(zone, ids.ulid()));
        if (winners != 1) {
            throw new UnsupportedStoreException(
                    zone.store().location(),
                    "of " + WRITERS + " that put one key if-absent at once " + winners
                            + " were told that they did, so two"
                            + " writers would overwrite each other: use a store with conditional writes, and on Ceph RGW a"
                            + " bucket without versions; see docs/compatibility.md");
        }
        zone.store().put(Keys.probe(zone, MARK), Content.of(HOLDS), PutCondition.ifAbsent());
    }

    @Override
    public List<String> dangers(Bucket bucket, SortedMap<String, String> found) {
        return List.of();
    }

    /**
     * How many of some that put one key if-absent at once are told that they did. The one who did is not where the answer got
     * lost and the request was sent again (docs/compatibility.md): where nobody is told they race again.
     *
     * @param keys a new one for each race
     */
    static long winners(ObjectStore store, Supplier<ObjectKey> keys) {
        long winners = 0;
        for (int race = 0; winners == 0 && race < RACES; race++) {
            winners = race(store, keys.get());
        }
        return winners;
    }

    private static long race(ObjectStore store, ObjectKey key) {
        ExecutorService threads = DaemonThreads.pool("mlplatform-probe", WRITERS);
        try {
            List<CompletableFuture<PutOutcome>> puts = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> store.put(key, Content.of(HOLDS), PutCondition.ifAbsent()), threads))
                    .limit(WRITERS)
                    .toList();
            return puts.stream()
                    .map(CompletableFuture::join)
                    .filter(PutOutcome.Stored.class::isInstance)
                    .count();
        } catch (CompletionException e) {
            throw e.getCause() instanceof MlPlatformException failure ? failure : e;
        } finally {
            threads.shutdown();
        }
    }

    private static StoreLocation zone(Bucket bucket) {
        ObjectStore store = bucket.requests()
                .control()
                .store(bucket.name(), bucket.requests().account());
        return new StoreLocation(store, bucket.folders().get(0).prefix());
    }
}
