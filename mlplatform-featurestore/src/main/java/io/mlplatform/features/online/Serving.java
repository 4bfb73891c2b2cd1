package io.mlplatform.features.online;

import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureGroupVersion;
import io.mlplatform.features.FeatureRepository;
import io.mlplatform.features.OfflineRow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Brings what was ingested offline into an online store, and checks that both say the same. Needs DuckDB on the class path, as
 * reading the offline rows does. Thread-safe; closes neither.
 */
public final class Serving {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final FeatureRepository features;
    private final OnlineStore store;
    private final Clock clock;

    private Serving(FeatureRepository features, OnlineStore store, Clock clock) {
        this.features = features;
        this.store = store;
        this.clock = clock;
    }

    /**
     * From those features into that store.
     *
     * @param clock that tells what has expired
     */
    public static Serving of(FeatureRepository features, OnlineStore store, Clock clock) {
        return new Serving(features, store, clock);
    }

    /**
     * Stores the newest row of each thing whose event time is in the window, where it is newer than what the store has. Repeating
     * it changes nothing, and windows may overlap and come in any order.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public MaterializationReport materialize(FeatureGroupVersion version, Instant from, Instant to) {
        return materialize(version, MaterializationProgress.begin(version.ref(), from, to), progress -> {});
    }

    /**
     * The same, from where another one stopped. It is told how far it is after each batch whose rows are all stored: the rows of
     * a pinned version have one order, so their number says where to go on.
     *
     * @param begin {@link MaterializationProgress#begin}, or what an earlier one told or reported
     */
    public MaterializationReport materialize(
            FeatureGroupVersion version, MaterializationProgress begin, Consumer<MaterializationProgress> listener) {
        FeatureGroup group = version.group();
        store.define(group);
        MaterializationBatches batches =
                new MaterializationBatches(store, group, begin.requireOf(version.ref()), listener);
        features.latest(version, begin.from(), begin.to(), row -> batches.add(record(group, row)));
        return batches.finish();
    }

    /**
     * Compares the newest offline rows with what the store answers, for things drawn at random.
     *
     * @param sample how many things at most
     * @param seed of the draw
     */
    public ConsistencyReport check(FeatureGroupVersion version, int sample, long seed) {
        FeatureGroup group = version.group();
        List<OnlineRecord> drawn = new ArrayList<>();
        Random random = new Random(seed);
        long[] seen = {0};
        features.latest(version, FIRST, LAST, row -> {
            seen[0]++;
            if (drawn.size() < sample) {
                drawn.add(record(group, row));
            } else {
                long place = random.nextLong(seen[0]);
                if (place < sample) {
                    drawn.set((int) place, record(group, row));
                }
            }
        });
        List<OnlineAnswer> answers =
                store.batchGet(group, drawn.stream().map(OnlineRecord::key).toList());
        return ConsistencyReport.of(group, drawn, answers, clock.instant());
    }

    private static OnlineRecord record(FeatureGroup group, OfflineRow row) {
        RecordKey key = RecordKey.of(group, row.keys());
        RecordOrder order =
                RecordOrder.at(row.eventTime()).created(row.created()).written(row.written(), row.ordinal());
        return row.features()
                .map(values -> OnlineRecord.of(key, order, values))
                .orElseGet(() -> OnlineRecord.tombstone(key, order));
    }

    @Override
    public String toString() {
        return "serving of " + features + " by " + store;
    }
}
