package io.mlplatform.features;

import static io.mlplatform.features.Lake.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlplatform.MlPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureDriftTest {

    private static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");
    private static final DriftThresholds CUSTOMARY = DriftThresholds.customary();

    @TempDir
    private Path folder;

    private final MlPlatform platform = Lake.inMemory();
    private final FeatureRepository features = FeatureRepository.of(platform);
    private final FeatureGroup group = Lake.activity()
            .feature("spend", FeatureType.DOUBLE)
            .feature("plan", FeatureType.STRING)
            .feature("active", FeatureType.BOOLEAN)
            .feature(FeatureColumn.vector("taste", 2))
            .build();

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void numbersAreComparedAsByHand() {
        Random random = new Random(1);
        List<Double> before = new ArrayList<>();
        List<Double> now = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            before.add((double) Math.round(random.nextGaussian() * 10));
            now.add((double) Math.round(random.nextGaussian() * 12 + 4));
        }
        FeatureDrift spend = drift("spend", before, now);

        assertThat(spend.values().orElseThrow().statistic()).isCloseTo(distance(before, now), within(1e-12));
        assertThat(spend.values().orElseThrow().psi()).isCloseTo(index(before, now), within(1e-9));
        assertThat(spend.values().orElseThrow().test()).isEqualTo("Kolmogorov–Smirnov");
        assertThat(spend.values().orElseThrow().pValue()).isLessThan(1e-6);
        assertThat(spend.level()).isEqualTo(DriftLevel.MAJOR);
        assertThat(spend.bins()).hasSize(10);
        assertThat(spend.bins().stream().mapToLong(FeatureDrift.Bin::current).sum())
                .isEqualTo(700);
    }

    @Test
    void aSampleDoesNotDriftFromItself() {
        Random random = new Random(2);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Map<String, Object> row = new HashMap<>(row("visits", (long) random.nextInt(5), "plan", "p" + i % 7));
            row.put("spend", i % 3 == 0 ? null : random.nextGaussian());
            row.put("active", i % 2 == 0);
            row.put("taste", new double[] {random.nextDouble(), 1});
            rows.add(row);
        }
        DriftReport report = compare(rows, rows);

        assertThat(report.level()).isEqualTo(DriftLevel.NONE);
        assertThat(report.drifted()).isEmpty();
        assertThat(report.features()).hasSize(5).allSatisfy(feature -> {
            assertThat(feature.values().orElseThrow().psi()).isZero();
            assertThat(feature.values().orElseThrow().statistic()).isZero();
            assertThat(feature.values().orElseThrow().pValue()).isEqualTo(1);
            assertThat(feature.nulls().psi()).isZero();
        });
    }

    @Test
    void smallSamplesOfOneDistributionAreTakenForDriftHardlyEver() {
        FeatureGroup.Builder wide = FeatureGroup.named("growth/wide").key("k", FeatureType.LONG);
        IntStream.range(0, 60).forEach(i -> wide.feature("f" + i, FeatureType.DOUBLE));
        Random random = new Random(3);
        List<List<Map<String, Object>>> samples = new ArrayList<>();
        for (int sample = 0; sample < 2; sample++) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                Map<String, Object> row = new HashMap<>();
                IntStream.range(0, 60).forEach(f -> row.put("f" + f, random.nextGaussian()));
                rows.add(row);
            }
            samples.add(rows);
        }
        DriftReport report = features.drift(
                wide.build(), FeatureSample.records(samples.get(0)), FeatureSample.records(samples.get(1)), CUSTOMARY);

        assertThat(report.features())
                .as("the index alone cries wolf")
                .filteredOn(feature -> feature.values().orElseThrow().psi() >= .25)
                .hasSizeGreaterThan(30);
        assertThat(report.drifted()).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void categoriesAreComparedOverTheBaselinesAndAllOthers() {
        List<String> before = new ArrayList<>();
        List<String> now = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            before.add(i < 120 ? "free" : "pro");
            now.add(i < 60 ? "free" : i < 140 ? "pro" : "new" + i);
        }
        FeatureDrift plan = drift("plan", before, now);

        assertThat(plan.bins()).hasToString("[free: 120 → 60, pro: 80 → 80, all others: 0 → 60]");
        assertThat(plan.level()).isEqualTo(DriftLevel.MAJOR);
        assertThat(plan.values().orElseThrow().test()).isEqualTo("chi-square");
        // (120 − 90)² / 90 twice, nothing, and (0 − 30)² / 30 twice
        assertThat(plan.values().orElseThrow().statistic()).isCloseTo(80, within(1e-9));
        assertThat(drift("active", List.of(true, false), List.of(true, false)).bins())
                .hasToString("[false: 1 → 1, true: 1 → 1]");
    }

    @Test
    void onlyTheHundredMostFrequentTextsHaveABinEach() {
        List<String> many = IntStream.range(0, 500).mapToObj(i -> "t" + i).toList();
        List<String> before =
                Stream.concat(many.stream(), many.stream().limit(100)).toList();

        FeatureDrift plan = drift("plan", before, many);

        assertThat(plan.bins()).hasSize(101);
        assertThat(plan.bins().get(100)).hasToString("all others: 400 → 400");
        assertThat(plan.bins().get(0).baseline()).isEqualTo(2);
    }

    @Test
    void aRiseOfNullsIsDriftAndNaNCountsAsNull() {
        List<Double> before = new ArrayList<>();
        List<Double> now = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            before.add((double) (i % 20));
            now.add(i % 4 == 1 ? null : i % 4 == 2 ? Double.NaN : (double) (i / 4 % 20));
        }
        FeatureDrift spend = drift("spend", before, now);

        assertThat(spend.baselineNullRate()).isZero();
        assertThat(spend.currentNullRate()).isEqualTo(.5);
        assertThat(spend.values().orElseThrow().psi()).isLessThan(.1);
        assertThat(spend.nulls().pValue()).isLessThan(1e-6);
        assertThat(spend.level()).isEqualTo(DriftLevel.MAJOR);
    }

    @Test
    void aFeatureThatOneSampleHasNoValueOfIsJudgedByItsNulls() {
        List<Double> none = new ArrayList<>();
        IntStream.range(0, 50).forEach(i -> none.add(null));

        FeatureDrift spend = drift("spend", List.of(1.0, 2.0, 3.0, Double.POSITIVE_INFINITY), none);

        assertThat(spend.values()).isEmpty();
        assertThat(spend.bins()).isEmpty();
        assertThat(spend.level()).isEqualTo(DriftLevel.MAJOR);
        assertThat(spend.toString()).contains("no values to compare", "nulls 0.0 % → 100.0 %");
    }

    @Test
    void versionsAndWindowsOfThemAreCompared() {
        features.define(group);
        FeatureDraft first = features.draft("growth/activity");
        FeatureDraft second = features.draft("growth/activity");
        for (long i = 0; i < 200; i++) {
            first.add(row("customer", i, "at", DAY, "visits", i % 10));
            second.add(row("customer", i, "at", DAY.plus(Duration.ofDays(1)), "visits", i % 10 + 20));
        }
        FeatureGroupVersion one = first.publish();
        FeatureGroupVersion two = second.delete(Map.of("customer", 1L), DAY.plus(Duration.ofDays(2)))
                .publish();

        DriftReport all = features.drift(one, two);
        DriftReport days = features.drift(
                group,
                FeatureSample.of(two, DAY, DAY.plus(Duration.ofDays(1))),
                FeatureSample.of(two, DAY.plus(Duration.ofDays(1)), DAY.plus(Duration.ofDays(2))),
                CUSTOMARY);

        assertThat(all.baselineRows()).isEqualTo(200);
        assertThat(all.currentRows()).isEqualTo(400);
        assertThat(all.features().get(0).values().orElseThrow().statistic()).isEqualTo(.5);
        assertThat(days.currentRows()).isEqualTo(200);
        assertThat(days.features().get(0).values().orElseThrow().statistic()).isEqualTo(1);
        assertThat(days.baseline()).isEqualTo(two.ref() + " from 2026-11-20T00:00:00Z to 2026-11-21T00:00:00Z");
        assertThatThrownBy(() -> features.drift(
                        group,
                        FeatureSample.of(two, DAY.minus(Duration.ofDays(9)), DAY),
                        FeatureSample.of(two),
                        CUSTOMARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no rows to compare");
        assertThatThrownBy(() -> FeatureSample.of(two, DAY, DAY)).hasMessageContaining("no time lies between");
    }

    @Test
    void trainingDataAndServedRecordsAreCompared() {
        Path training = ParquetRows.write(
                folder.resolve("training.parquet"),
                "SELECT i AS customer, i % 10 AS visits, 'x' AS label, 0.5::FLOAT AS SPEND FROM range(100) t(i)");
        List<Map<String, Object>> served = IntStream.range(0, 50)
                .mapToObj(i -> row("visits", (long) (i % 10), "spend", .5, "plan", "pro"))
                .toList();

        DriftReport report =
                features.drift(group, FeatureSample.parquet(training), FeatureSample.records(served), CUSTOMARY);

        assertThat(report.level()).isEqualTo(DriftLevel.NONE);
        assertThat(report.features())
                .extracting(feature -> feature.column().name())
                .containsExactly("visits", "spend");
        assertThat(report.notCompared()).containsExactly("plan", "active", "taste");
        assertThat(report.toString())
                .contains("50 records (50 rows)")
                .contains("visits LONG   none   0.000")
                .endsWith("not compared: [plan, active, taste]");
        assertThatThrownBy(() -> features.drift(
                        group,
                        FeatureSample.parquet(training),
                        FeatureSample.records(List.of(row("visits", "many"))),
                        CUSTOMARY))
                .isInstanceOf(FeatureDataException.class)
                .hasMessageContaining("visits");
    }

    @Test
    void thresholdsMayBeOthers() {
        List<Double> before = IntStream.range(0, 300).mapToObj(i -> (double) i).toList();
        List<Double> now = IntStream.range(0, 300).mapToObj(i -> i + 40.0).toList();
        List<Map<String, Object>> one = rows("spend", before);
        List<Map<String, Object>> other = rows("spend", now);
        double psi = drift("spend", before, now).values().orElseThrow().psi();

        assertThat(level(one, other, new DriftThresholds(psi / 2, psi * 2, .05)))
                .isEqualTo(DriftLevel.MODERATE);
        assertThat(level(one, other, new DriftThresholds(psi / 4, psi / 2, .05)))
                .isEqualTo(DriftLevel.MAJOR);
        assertThat(level(one, other, new DriftThresholds(psi * 2, psi * 4, .05)))
                .isEqualTo(DriftLevel.NONE);
        assertThat(level(one, other, new DriftThresholds(psi / 4, psi / 2, 1e-12)))
                .isEqualTo(DriftLevel.NONE);
        assertThatThrownBy(() -> new DriftThresholds(.3, .2, .05)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DriftThresholds(.1, .2, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** By the definition: the greatest distance of two distribution functions. */
    static double distance(List<Double> one, List<Double> other) {
        return Stream.concat(one.stream(), other.stream())
                .mapToDouble(x -> Math.abs(upTo(one, x) - upTo(other, x)))
                .max()
                .orElse(0);
    }

    private static double upTo(List<Double> values, double x) {
        return values.stream().filter(value -> value <= x).count() / (double) values.size();
    }

    /** By the definition, over the bins between the tenths of {@code before}. */
    private static double index(List<Double> before, List<Double> now) {
        List<Double> sorted = before.stream().sorted().toList();
        List<Double> edges = new ArrayList<>(List.of(Double.NEGATIVE_INFINITY));
        for (int tenth = 1; tenth < 10; tenth++) {
            edges.add(sorted.get((int) Math.ceil(tenth / 10.0 * sorted.size()) - 1));
        }
        edges.add(Double.POSITIVE_INFINITY);
        double index = 0;
        for (int i = 1; i < edges.size(); i++) {
            double b = upTo(before, edges.get(i)) - upTo(before, edges.get(i - 1));
            double c = upTo(now, edges.get(i)) - upTo(now, edges.get(i - 1));
            index += (c - b) * Math.log(c / b);
        }
        return index;
    }

    private DriftLevel level(
            List<Map<String, Object>> one, List<Map<String, Object>> other, DriftThresholds thresholds) {
        return features.drift(group, FeatureSample.records(one), FeatureSample.records(other), thresholds)
                .level();
    }

    private FeatureDrift drift(String feature, List<?> before, List<?> now) {
        return compare(rows(feature, before), rows(feature, now)).features().get(0);
    }

    private DriftReport compare(List<Map<String, Object>> before, List<Map<String, Object>> now) {
        return features.drift(group, FeatureSample.records(before), FeatureSample.records(now), CUSTOMARY);
    }

    private static List<Map<String, Object>> rows(String feature, List<?> values) {
        List<Map<String, Object>> rows = new ArrayList<>();
        values.forEach(value -> rows.add(row(feature, value)));
        return rows;
    }
}
