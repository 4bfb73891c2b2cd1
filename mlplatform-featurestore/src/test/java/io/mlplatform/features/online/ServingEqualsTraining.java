package io.mlplatform.features.online;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.features.FeatureDraft;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureGroupVersion;
import io.mlplatform.features.FeatureRepository;
import io.mlplatform.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random puts, late puts, deletions, ingests and materialisations of random windows, by seed: afterwards the newest offline
 * rows, the online answers and a plain map that followed along agree.
 */
abstract class ServingEqualsTraining {

    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final int THINGS = 300;

    private final SetClock clock = SetClock.ticking("2026-11-23T12:00:00Z");
    private final FeatureGroup group = OnlineStoreContract.named("growth/equal").build();

    abstract OnlineStore open(SetClock by) throws Exception;

    @Test
    void latestValuesAreEqualAfterFiveThousandRandomOperations() throws Exception {
        play(1, 5_000, 500);
    }

    @Test
    @Tag("soak")
    void latestValuesAreEqualAfterAHundredThousandRandomOperations() throws Exception {
        play(2, 100_000, 4_000);
    }

    private record Row(long customer, RecordOrder order, Map<String, Object> values) {}

    private void play(long seed, int operations, int perIngest) throws Exception {
        Random random = new Random(seed);
        try (MlPlatform ml = MlPlatform.builder()
                        .store(new MemoryStore(clock), "")
                        .time(clock, new Random(seed))
                        .open();
                OnlineStore store = open(clock)) {
            FeatureRepository features = FeatureRepository.of(ml);
            features.define(group);
            store.define(group);
            Serving serving = Serving.of(features, store, clock);
            Map<Long, Row> newest = new HashMap<>();
            List<Row> waiting = new ArrayList<>();
            List<OnlineRecord> online = new ArrayList<>();
            for (int i = 1; i <= operations; i++) {
                Row row = next(random, i);
                waiting.add(row);
                if (random.nextInt(4) > 0) {
                    online.add(record(row));
                }
                newest.merge(row.customer, row, (a, b) -> b.order.compareTo(a.order) < 0 ? a : b);
                if (random.nextInt(20) == 0) {
                    store.batchPut(group, online);
                    online.clear();
                }
                if (i % perIngest == 0) {
                    FeatureGroupVersion version = ingest(features, waiting);
                    Instant from = time(random);
                    serving.materialize(version, from, from.plus(Duration.ofHours(random.nextInt(200))));
                }
            }
            store.batchPut(group, online);
            FeatureGroupVersion version =
                    waiting.isEmpty() ? features.get(group.name().value() + "@latest") : ingest(features, waiting);
            MaterializationReport report = serving.materialize(version, BEGIN, BEGIN.plus(Duration.ofDays(30)));
            assertThat(report.failures()).isEmpty();

            assertThat(serving.materialize(version, BEGIN, BEGIN.plus(Duration.ofDays(30)))
                            .outcomes())
                    .containsOnlyKeys(RecordOutcome.Kind.UNCHANGED);
            assertThat(serving.check(version, THINGS, seed))
                    .isEqualTo(new ConsistencyReport(newest.size(), 0, List.of()));
            agree(store, newest);
        }
    }

    private void agree(OnlineStore store, Map<Long, Row> newest) {
        List<RecordKey> keys = newest.keySet().stream().map(RecordKey::of).toList();
        for (OnlineAnswer answer : store.batchGet(group, keys)) {
            Row row = newest.get((Long) answer.key().values().get(0));
            assertThat(answer.isFound()).as("%s", row).isEqualTo(!row.values.isEmpty());
            assertThat(answer.features().get("visits")).as("%s", row).isEqualTo(row.values.get("visits"));
        }
    }

    /** Few times, so that many are equal; one in eight is a deletion. The write time stands for the order of the calls. */
    private static Row next(Random random, int place) {
        Instant eventTime = time(random);
        RecordOrder order = RecordOrder.at(eventTime)
                .created(BEGIN.plus(Duration.ofDays(30 + random.nextInt(3))))
                .written(Instant.EPOCH, place);
        return new Row(
                random.nextInt(THINGS), order, random.nextInt(8) == 0 ? Map.of() : Map.of("visits", (long) place));
    }

    private static Instant time(Random random) {
        return BEGIN.plus(Duration.ofHours(random.nextInt(24) * 10L)).plusNanos(random.nextInt(2) * 1_000L);
    }

    private static OnlineRecord record(Row row) {
        RecordOrder order = RecordOrder.at(row.order.eventTime())
                .created(row.order.created().orElseThrow());
        RecordKey key = RecordKey.of(row.customer);
        return row.values.isEmpty() ? OnlineRecord.tombstone(key, order) : OnlineRecord.of(key, order, row.values);
    }

    private static FeatureGroupVersion ingest(FeatureRepository features, List<Row> waiting) {
        FeatureDraft draft = features.draft("growth/equal");
        for (Row row : waiting) {
            Map<String, Object> columns = new LinkedHashMap<>(row.values);
            columns.put("customer", row.customer);
            columns.put("at", row.order.eventTime());
            columns.put("api_invocation_time", row.order.created().orElseThrow());
            columns.put("is_deleted", row.values.isEmpty());
            draft.add(columns);
        }
        waiting.clear();
        return draft.publish();
    }
}
