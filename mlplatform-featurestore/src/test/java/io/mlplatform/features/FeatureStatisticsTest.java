package io.mlplatform.features;

import static io.mlplatform.features.Lake.row;
import static io.mlplatform.features.Lake.visits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlplatform.DataCorruptException;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.ProgressListener;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import io.mlplatform.testkit.HopClock;
import io.mlplatform.testkit.MeteredObjectStore;
import io.mlplatform.testkit.RequestKind;
import io.mlplatform.testkit.Requests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeatureStatisticsTest {

    private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");
    private static final String DOCUMENT = "features/growth/activity/_exports/0000000001/statistics.json";

    private final ObjectStore store = new MemoryStore(Clock.fixed(Lake.NOW, ZoneOffset.UTC));
    private final MlPlatform platform = Lake.on(store, 7, ProgressListener.SILENT);
    private final FeatureRepository features = FeatureRepository.of(platform);

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void everyFigureIsThatOfCountingByHand() {
        features.define(Lake.activity()
                .feature("spend", FeatureType.DOUBLE)
                .feature("plan", FeatureType.STRING)
                .build());
        Random random = new Random(11);
        List<Long> visits = new ArrayList<>();
        List<Double> spend = new ArrayList<>();
        Map<String, Long> plans = new HashMap<>();
        FeatureDraft draft = features.draft("growth/activity");
        for (long i = 0; i < 2_000; i++) {
            long seen = random.nextInt(7);
            Double spent = random.nextInt(10) == 0 ? null : random.nextGaussian() * 1e6;
            String plan = "plan" + Math.min(random.nextInt(60), 40);
            draft.add(row("customer", i, "at", DAY, "visits", seen, "spend", spent, "plan", plan));
            visits.add(seen);
            if (spent != null) {
                spend.add(spent);
            }
            plans.merge(plan, 1L, Long::sum);
        }
        FeatureStatistics statistics = features.statistics(draft.publish());

        ColumnStatistics whole = statistics.feature("visits");
        assertThat(whole.values()).isEqualTo(2_000);
        assertThat(whole.nulls()).isZero();
        assertThat(whole.distinct()).isEqualTo(7);
        NumberStatistics seen = whole.numbers().orElseThrow();
        assertThat(seen.histogram().from()).isZero();
        assertThat(seen.histogram().to()).isEqualTo(7);
        for (int i = 0; i < 7; i++) {
            long value = i;
            assertThat(seen.histogram().counts().get(i))
                    .isEqualTo(visits.stream().filter(v -> v == value).count());
        }
        ColumnStatistics real = statistics.feature("spend");
        assertThat(real.values()).isEqualTo(spend.size());
        assertThat(real.nulls()).isEqualTo(2_000 - spend.size());
        assertThat(real.distinct()).isEqualTo(spend.stream().distinct().count());
        double[] sorted = spend.stream().mapToDouble(v -> v).sorted().toArray();
        NumberStatistics spent = real.numbers().orElseThrow();
        assertThat(spent.least()).isEqualTo(sorted[0]);
        assertThat(spent.greatest()).isEqualTo(sorted[sorted.length - 1]);
        assertThat(spent.mean())
                .isEqualTo(Arrays.stream(sorted).average().orElseThrow(), within(Math.abs(spent.mean()) * 1e-9));
        spent.quantiles().forEach((share, value) -> assertThat(value)
                .as("at %s", share)
                .isEqualTo(sorted[(int) Math.ceil(share * sorted.length) - 1]));
        assertThat(spent.histogram().counts()).hasSize(20).isEqualTo(counted(sorted, spent.histogram()));
        ColumnStatistics plan = statistics.feature("plan");
        assertThat(plan.distinct()).isEqualTo(plans.size());
        assertThat(plan.top()).hasSize(20).allSatisfy(value -> assertThat(value.count())
                .isEqualTo(plans.get(value.value())));
        assertThat(plan.top().get(0).value()).isEqualTo("plan40");
        assertThat(plan.numbers()).isEmpty();
    }

    @Test
    void everyTypeHasItsFigures() {
        FeatureGroup.Builder group = Lake.activity();
        group.feature("truth", FeatureType.BOOLEAN).feature("time", FeatureType.TIMESTAMP);
        group.feature(FeatureColumn.vector("taste", 2)).feature("none", FeatureType.DOUBLE);
        features.define(group.build());
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(row("customer", 1L, "at", DAY, "visits", Long.MIN_VALUE, "truth", true, "time", DAY))
                .add(row("customer", 2L, "at", DAY, "visits", Long.MAX_VALUE, "taste", new double[] {3, 4}))
                .add(row("customer", 3L, "at", DAY, "truth", true, "taste", new double[] {0, 0}))
                .add(row("customer", 4L, "at", DAY, "truth", false, "taste", new double[] {0, Double.NaN}))
                .publish();

        FeatureStatistics statistics = features.statistics(version);

        assertThat(statistics.feature("truth").top()).hasToString("[true ×2, false ×1]");
        NumberStatistics length = statistics.feature("taste").numbers().orElseThrow();
        assertThat(length.least()).isZero();
        assertThat(length.greatest()).isEqualTo(5);
        assertThat(length.notFinite()).isEqualTo(1);
        assertThat(statistics.feature("taste").distinct()).isEqualTo(3);
        assertThat(statistics.feature("none").numbers()).isEmpty();
        assertThat(statistics.feature("none").nullRate()).isEqualTo(1);
        NumberStatistics extremes = statistics.feature("visits").numbers().orElseThrow();
        assertThat(extremes.histogram().counts().stream().mapToLong(n -> n).sum())
                .isEqualTo(2);
        assertThat(statistics.toString())
                .startsWith(version.ref() + ", 4 rows, 0 tombstones\nfeature")
                .contains("time TIMESTAMP", "2026-11-22T00:00:00Z", "true ×2");
        assertThatThrownBy(() -> statistics.feature("visit")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void numbersAtTheEndsOfTheirRangeAreCounted() {
        features.define(Lake.activity().feature("spend", FeatureType.DOUBLE).build());
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(row("customer", 1L, "at", DAY, "spend", Double.MAX_VALUE))
                .add(row("customer", 2L, "at", DAY, "spend", -Double.MAX_VALUE))
                .add(row("customer", 3L, "at", DAY, "spend", 0.0))
                .add(row("customer", 4L, "at", DAY, "spend", Double.POSITIVE_INFINITY))
                .publish();

        NumberStatistics spend =
                features.statistics(version).feature("spend").numbers().orElseThrow();

        assertThat(spend.histogram().counts()).hasSize(20).startsWith(1L).endsWith(1L);
        assertThat(spend.histogram().counts().get(10)).isEqualTo(1);
        assertThat(spend.notFinite()).isEqualTo(1);
        assertThat(spend.mean()).isZero();
    }

    @Test
    void theMeanOfNumbersWhoseSumIsTooLargeIsFinite() {
        features.define(Lake.activity().feature("spend", FeatureType.DOUBLE).build());
        FeatureDraft draft = features.draft("growth/activity");
        for (long i = 0; i < 4; i++) {
            draft.add(row("customer", i, "at", DAY, "spend", 1e308));
        }

        assertThat(features.statistics(draft.publish())
                        .feature("spend")
                        .numbers()
                        .orElseThrow()
                        .mean())
                .isEqualTo(1e308);
    }

    @Test
    void compactionChangesNone() {
        features.define(Lake.activity().feature("spend", FeatureType.DOUBLE).build());
        Random random = new Random(4);
        for (long part = 0; part < 4; part++) {
            FeatureDraft draft = features.draft("growth/activity");
            for (long i = 0; i < 50; i++) {
                draft.add(row("customer", i, "at", DAY, "visits", i * part, "spend", random.nextGaussian()));
            }
            draft.publish();
        }
        FeatureGroupVersion before = features.get("growth/activity");
        FeatureGroupVersion after = features.compact("growth/activity");

        assertThat(after.files()).isLessThan(before.files());
        assertThat(features.statistics(after).features())
                .isEqualTo(features.statistics(before).features());
        assertThat(features.statistics(after).rows()).isEqualTo(50);
    }

    @Test
    void onlyRowsThatCountAreLookedAt() {
        features.define(Lake.activity().build());
        features.draft("growth/activity")
                .add(visits(1, "2026-11-22T10:00:00Z", 5))
                .add(visits(2, "2026-11-22T10:00:00Z", 7))
                .publish();
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(visits(1, "2026-11-22T10:00:00Z", 6))
                .add(visits(1, "2026-11-23T10:00:00Z", 9))
                .delete(Map.of("customer", 2L), Lake.at("2026-11-22T10:00:00Z"))
                .publish();

        FeatureStatistics statistics = features.statistics(version);

        assertThat(statistics.rows()).isEqualTo(2);
        assertThat(statistics.tombstones()).isEqualTo(1);
        assertThat(statistics.feature("visits").numbers().orElseThrow().least()).isEqualTo(6);
        assertThat(statistics.feature("visits").numbers().orElseThrow().greatest())
                .isEqualTo(9);
    }

    @Test
    void theOrderAndTheFilesOfRowsDoNotShow() {
        features.define(Lake.activity().feature("spend", FeatureType.DOUBLE).build());
        features.define(FeatureGroup.named("growth/other")
                .key("customer", FeatureType.LONG)
                .eventTime("at")
                .feature("visits", FeatureType.LONG)
                .feature("spend", FeatureType.DOUBLE)
                .build());
        List<Map<String, Object>> rows = new ArrayList<>();
        Random random = new Random(3);
        for (long i = 0; i < 500; i++) {
            rows.add(row("customer", i, "at", DAY, "visits", i % 9, "spend", random.nextGaussian() * 1e-3));
        }
        FeatureDraft once = features.draft("growth/activity");
        rows.forEach(once::add);
        FeatureGroupVersion one = once.publish();
        Collections.shuffle(rows, random);
        for (int part = 0; part < 3; part++) {
            FeatureDraft some = features.draft("growth/other");
            for (int i = part; i < rows.size(); i += 3) {
                some.add(rows.get(i));
            }
            some.publish();
        }

        assertThat(features.statistics(features.get("growth/other@3")).features())
                .isEqualTo(features.statistics(one).features());
    }

    @Test
    void statisticsAreWorkedOutOnceAndLieWithTheVersion() {
        FeatureGroupVersion version = publish();
        FeatureStatistics first = features.statistics(version);
        MeteredObjectStore metered = new MeteredObjectStore(store, new HopClock());
        try (MlPlatform reader = Lake.on(metered, 2, ProgressListener.SILENT)) {
            Requests before = metered.snapshot();

            assertThat(FeatureRepository.of(reader).statistics(version)).isEqualTo(first);
            assertThat(metered.since(before).subjects(RequestKind.GET)).containsExactly(DOCUMENT);
            assertThat(metered.since(before).all()).hasSize(1);
        }
        assertThat(features.verify(version)).isEmpty();
    }

    @Test
    void statisticsMayBeDeletedAndAreMadeAgain() {
        FeatureGroupVersion version = publish();
        FeatureStatistics first = features.statistics(version);
        store.delete(List.of(ObjectKey.of(DOCUMENT)));

        assertThat(features.statistics(version)).isEqualTo(first);
        assertThat(store.head(ObjectKey.of(DOCUMENT))).isPresent();
    }

    @Test
    void aLostAnswerToTheirPutIsNoLossOfThem() {
        FeatureGroupVersion version = publish();
        for (Fault fault : new Fault[] {Fault.LOST_RESPONSE, Fault.OWN_EFFECT_DENIED}) {
            ObjectStore faulty = new FaultScriptedStore(
                    store, FaultRule.nth(1, fault).of(RequestKind.PUT).on(key -> key.contains("_exports")));
            store.delete(List.of(ObjectKey.of(DOCUMENT)));
            try (MlPlatform writer = Lake.on(faulty, 2, ProgressListener.SILENT)) {
                FeatureRepository repository = FeatureRepository.of(writer);
                if (fault == Fault.LOST_RESPONSE) {
                    assertThatThrownBy(() -> repository.statistics(version))
                            .isInstanceOf(StorageUnavailableException.class);
                }
                assertThat(repository.statistics(version).rows()).isEqualTo(1);
            }
            assertThat(keys()).contains(DOCUMENT);
        }
    }

    @Test
    void aReaderWithoutTheRightToWriteGetsThemToo() {
        FeatureGroupVersion version = publish();
        ObjectStore readOnly = new FaultScriptedStore(
                store, FaultRule.every(Fault.ACCESS_DENIED).of(RequestKind.PUT));
        try (MlPlatform reader = Lake.on(readOnly, 2, ProgressListener.SILENT)) {
            assertThat(FeatureRepository.of(reader)
                            .statistics(version)
                            .feature("visits")
                            .values())
                    .isEqualTo(1);
        }
        assertThat(keys()).doesNotContain(DOCUMENT);
    }

    @Test
    void aDocumentThatIsDamagedOrOfAnotherVersionIsCorrupt() {
        FeatureGroupVersion version = publish();
        features.statistics(version);
        features.draft("growth/activity")
                .add(visits(2, "2026-11-22T10:00:00Z", 6))
                .publish();
        FeatureGroupVersion second = features.get("growth/activity@2");
        String stored = new String(stored(DOCUMENT), StandardCharsets.UTF_8);
        for (String damaged : new String[] {
            stored,
            "{}",
            stored.replace("\"rows\":1", "\"rows\":-1"),
            stored.replace("\"name\":\"visits\"", "\"name\":\"visit\""),
            stored.replace("\"share\":0.5,", "\"share\":0.4,"),
            stored.replace("\"mean\":5", "\"mean\":\"NaN\""),
        }) {
            FeatureGroupVersion of = damaged.equals(stored) ? second : version;
            String key = damaged.equals(stored) ? DOCUMENT.replace("01/", "02/") : DOCUMENT;
            store.put(ObjectKey.of(key), Content.of(damaged.getBytes(StandardCharsets.UTF_8)), PutCondition.always());
            assertThatThrownBy(() -> features.statistics(of))
                    .as(damaged)
                    .isInstanceOf(DataCorruptException.class)
                    .hasMessageContaining("statistics.json");
        }
    }

    private byte[] stored(String key) {
        try (GetOutcome found = store.get(ObjectKey.of(key), ByteRange.ALL, GetCondition.always())) {
            return ((GetOutcome.Found) found).body().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FeatureGroupVersion publish() {
        features.define(Lake.activity().build());
        return features.draft("growth/activity")
                .add(visits(1, "2026-11-22T10:00:00Z", 5))
                .publish();
    }

    private List<String> keys() {
        return store.list("", "", Delimiter.NONE, 1_000).objects().stream()
                .map(ObjectInfo::key)
                .map(ObjectKey::value)
                .toList();
    }

    private static List<Long> counted(double[] values, Histogram histogram) {
        long[] counts = new long[histogram.counts().size()];
        for (double value : values) {
            int bin = 0;
            while (bin < counts.length - 1 && value >= histogram.edge(bin + 1)) {
                bin++;
            }
            counts[bin]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }
}
