package io.mlplatform.features.online;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.features.FeatureDraft;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureGroupVersion;
import io.mlplatform.features.FeatureRepository;
import io.mlplatform.features.FeatureStatus;
import io.mlplatform.features.ParquetRows;
import io.mlplatform.features.Spine;
import io.mlplatform.features.online.FollowedRows.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

/** A group that is put to, deleted from, ingested into and materialized at random, and compared with {@link FollowedRows}. */
final class RandomServing {

    static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant END = BEGIN.plus(Duration.ofDays(30));
    private static final Duration TTL = Duration.ofDays(9);
    private static final int THINGS = 300;
    private static final List<RecordKey> KEYS =
            LongStream.range(0, THINGS).mapToObj(RecordKey::of).toList();

    private final FeatureGroup group =
            OnlineStoreContract.named("growth/equal").ttl(TTL).build();
    private final FollowedRows followed = new FollowedRows();
    private final Map<Integer, FeatureGroupVersion> versions = new LinkedHashMap<>();
    private final List<Row> made = new ArrayList<>();
    private final List<Row> notIngested = new ArrayList<>();
    private final List<Row> notPut = new ArrayList<>();
    private final FeatureRepository features;
    private final OnlineStore store;
    private final Serving serving;
    private final SetClock clock;
    private final Random random;
    private final Path folder;

    RandomServing(FeatureRepository features, OnlineStore store, SetClock clock, Random random, Path folder) {
        this.features = features;
        this.store = store;
        this.serving = Serving.of(features, store, clock);
        this.clock = clock;
        this.random = random;
        this.folder = folder;
        features.define(group);
        store.define(group);
    }

    /** A put, late as often as not, a deletion or a repeated put; online at once, later with others, or offline only. */
    void act() {
        int dice = random.nextInt(100);
        if (dice == 0) {
            put();
            erase(random.nextInt(THINGS), time());
        } else if (dice < 12 && !made.isEmpty()) {
            notPut.add(made.get(random.nextInt(made.size())));
        } else {
            Row row = row(made.size());
            made.add(row);
            notIngested.add(row);
            if (random.nextInt(4) > 0) {
                notPut.add(row);
            }
        }
        if (random.nextInt(50) == 0) {
            put();
        }
    }

    /** Materializes some hours of some version, an older one perhaps. */
    void materializeSome() {
        put();
        List<Integer> sizes = List.copyOf(versions.keySet());
        Instant from = time();
        materialize(sizes.get(random.nextInt(sizes.size())), from, from.plus(Duration.ofHours(random.nextInt(200))));
    }

    /** What was put is ingested too, and all is materialized. */
    void materializeAll() {
        put();
        materialize(followed.ingested(), BEGIN, END);
    }

    void ingest() {
        FeatureDraft draft = features.draft(group.name().value());
        notIngested.forEach(row -> draft.add(columns(row)));
        followed.ingest(notIngested);
        notIngested.clear();
        versions.put(followed.ingested(), draft.publish());
    }

    void requireOnlineAsFollowed() {
        Instant now = clock.instant();
        for (OnlineAnswer answer : store.batchGet(group, KEYS)) {
            requireAnswer(answer, followed.online(customer(answer)), now);
        }
    }

    void requireOfflineAsFollowed() {
        Map<Long, Optional<Object>> latest = new HashMap<>();
        features.latest(
                newest(),
                BEGIN,
                END,
                row -> latest.put(
                        (Long) row.keys().get("customer"), row.features().map(values -> values.get("visits"))));
        assertThat(latest).hasSameSizeAs(followed.offline());
        followed.offline()
                .forEach((customer, row) ->
                        assertThat(latest.get(customer)).as("%s", row).isEqualTo(row.visits()));
    }

    /** Holds what is served now to what a training set says as of now. */
    void requireServingToEqualTraining() {
        Instant now = clock.instant();
        Path file = folder.resolve("joined-" + followed.ingested() + ".parquet");
        features.trainingSet(Spine.records(spine(now)), "t").join(newest()).write(file);
        List<Map<String, Object>> joined = ParquetRows.read(file);
        List<OnlineAnswer> answers = store.batchGet(group, KEYS);
        for (int i = 0; i < THINGS; i++) {
            Optional<Row> row = Optional.ofNullable(followed.offline().get((long) i));
            requireAnswer(answers.get(i), row, now);
            assertThat(joined.get(i).get("equal_status"))
                    .as("%s", row)
                    .isEqualTo(status(row, now).word());
            assertThat(joined.get(i).get("visits"))
                    .as("%s", row)
                    .isEqualTo(answers.get(i).features().get("visits"));
        }
        assertThat(serving.check(newest(), THINGS, 1))
                .isEqualTo(new ConsistencyReport(followed.offline().size(), 0, List.of()));
    }

    private void requireAnswer(OnlineAnswer answer, Optional<Row> row, Instant now) {
        FeatureStatus expected = status(row, now);
        // SageMaker forgets what is older than the TTL.
        boolean mayBeForgotten = row.isPresent() && row.get().isOlder(now, TTL);
        assertThat(answer.status().orElseThrow())
                .as("%s for %s", answer, row)
                .isIn(expected, mayBeForgotten ? FeatureStatus.MISSING : expected);
        assertThat(Optional.ofNullable(answer.features().get("visits")))
                .as("%s for %s", answer, row)
                .isEqualTo(expected == FeatureStatus.FOUND ? row.orElseThrow().visits() : Optional.empty());
    }

    private static FeatureStatus status(Optional<Row> row, Instant now) {
        return row.map(known -> known.status(now, TTL)).orElse(FeatureStatus.MISSING);
    }

    private void put() {
        List<OnlineRecord> records = notPut.stream().map(RandomServing::record).toList();
        notPut.forEach(followed::put);
        notPut.clear();
        assertThat(store.batchPut(group, records))
                .noneMatch(outcome -> outcome.failure().isPresent());
    }

    private void erase(long customer, Instant eventTime) {
        store.delete(group, RecordKey.of(customer), eventTime, Deletion.HARD);
        followed.erase(customer, eventTime);
    }

    private void materialize(int rows, Instant from, Instant to) {
        MaterializationReport report = serving.materialize(versions.get(rows), from, to);
        assertThat(report.failures()).isEmpty();
        followed.materialize(rows, from, to);
    }

    private FeatureGroupVersion newest() {
        return versions.get(followed.ingested());
    }

    /** Few times, so that many are equal; one row in eight is a tombstone. */
    private Row row(int place) {
        return new Row(
                random.nextInt(THINGS),
                time(),
                END.plus(Duration.ofDays(random.nextInt(3))),
                place,
                random.nextInt(8) == 0 ? Optional.empty() : Optional.of((long) place));
    }

    private Instant time() {
        return BEGIN.plus(Duration.ofHours(random.nextInt(24) * 10L)).plusNanos(random.nextInt(2) * 1_000L);
    }

    private static OnlineRecord record(Row row) {
        RecordKey key = RecordKey.of(row.customer());
        RecordOrder order = RecordOrder.at(row.eventTime()).created(row.created());
        return row.visits()
                .map(visits -> OnlineRecord.of(key, order, Map.of("visits", visits)))
                .orElseGet(() -> OnlineRecord.tombstone(key, order));
    }

    private static Map<String, Object> columns(Row row) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("customer", row.customer());
        columns.put("at", row.eventTime());
        columns.put("api_invocation_time", row.created());
        columns.put("is_deleted", row.visits().isEmpty());
        row.visits().ifPresent(visits -> columns.put("visits", visits));
        return columns;
    }

    private static List<Map<String, Object>> spine(Instant now) {
        return LongStream.range(0, THINGS)
                .mapToObj(customer -> Map.<String, Object>of("customer", customer, "t", now))
                .toList();
    }

    private static long customer(OnlineAnswer answer) {
        return (Long) answer.key().values().get(0);
    }
}
