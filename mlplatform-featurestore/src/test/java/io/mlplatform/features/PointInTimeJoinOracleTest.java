package io.mlplatform.features;

import static io.mlplatform.features.Lake.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small random tables, where every value comes from a handful, so that ties, nulls, tombstones, bounds and duplicates meet
 * in most of them; the engine's answer must be the brute force's, value by value.
 */
class PointInTimeJoinOracleTest {

    private static final List<Duration> TTLS = List.of(
            Duration.ZERO, Duration.ofNanos(1_000), Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofDays(1));

    @TempDir
    private Path folder;

    @Test
    void theEngineAnswersAsTheBruteForceDoes() throws IOException {
        Set<FeatureStatus> seen = EnumSet.noneOf(FeatureStatus.class);
        for (int seed = 0; seed < 40; seed++) {
            seen.addAll(compare(seed));
        }

        assertThat(seen).containsExactlyInAnyOrder(FeatureStatus.values());
    }

    @Test
    @Tag("soak")
    void theEngineAnswersAsTheBruteForceDoesForManySeeds() throws IOException {
        for (int seed = 1_000; seed < 2_000; seed++) {
            assertThat(compare(seed)).isNotEmpty();
        }
    }

    private Set<FeatureStatus> compare(int seed) throws IOException {
        Random random = new Random(seed);
        try (MlPlatform platform = Lake.inMemory()) {
            FeatureRepository features = FeatureRepository.of(platform);
            FeatureGroup group = features.define(group(random));
            List<Map<String, Object>> history = new ArrayList<>();
            int pinned = 1 + random.nextInt(3);
            int ingests = pinned + random.nextInt(2);
            for (int i = 0; i < ingests; i++) {
                List<Map<String, Object>> rows = rows(random, random.nextInt(1, 25), this::featureRow);
                ingest(features, rows, random, "in-" + seed + "-" + i);
                if (i < pinned) {
                    remember(history, rows, Lake.NOW.plusMillis(i));
                }
            }
            List<Map<String, Object>> spine = rows(random, random.nextInt(1, 40), this::spineRow);
            Optional<String> knownAt =
                    switch (random.nextInt(3)) {
                        case 0 -> Optional.empty();
                        case 1 -> Optional.of("api_invocation_time");
                        default -> Optional.of("known");
                    };
            TrainingSetDraft draft = features.trainingSet(spine(spine, random, "spine-" + seed), "t")
                    .join(features.get("growth/activity@" + pinned));
            knownAt.ifPresent(draft::knownAt);
            Path result = folder.resolve("result-" + seed + ".parquet");
            TrainingSet set = draft.write(result);

            BruteForceJoin oracle = new BruteForceJoin(group, history, knownAt);
            assertThat(ParquetRows.read(result))
                    .as("seed " + seed + ", " + group.timeToLive() + ", known at " + knownAt)
                    .containsExactlyElementsOf(
                            spine.stream().map(row -> oracle.joined(row, "t")).toList());
            assertThat(set.rows()).isEqualTo(spine.size());
            assertThat(set.counts().values().stream().mapToLong(count -> count).sum())
                    .isEqualTo(spine.size());
            return set.counts().entrySet().stream()
                    .filter(count -> count.getValue() > 0)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }
    }

    private static FeatureGroup group(Random random) {
        FeatureGroup.Builder group = FeatureGroup.named("growth/activity")
                .key("customer", FeatureType.LONG)
                .key("country", FeatureType.STRING)
                .eventTime("event")
                .feature("visits", FeatureType.LONG)
                .feature("score", FeatureType.DOUBLE)
                .feature("plan", FeatureType.STRING)
                .feature("active", FeatureType.BOOLEAN)
                .feature("known", FeatureType.TIMESTAMP);
        int ttl = random.nextInt(TTLS.size() + 2);
        return (ttl < TTLS.size() ? group.ttl(TTLS.get(ttl)) : group).build();
    }

    private Map<String, Object> featureRow(Random random, int number) {
        return row(
                "customer", (long) random.nextInt(2),
                "country", one(random, "de", "fr", ""),
                "event", time(random),
                "visits", orNull(random, (long) number),
                "score", orNull(random, one(random, 0.1 + 0.2, Double.NaN, -1e300, Double.POSITIVE_INFINITY)),
                "plan", orNull(random, one(random, "", "a,\"b\"", "zwei\nZeilen", "ü€😀")),
                "active", orNull(random, random.nextBoolean()),
                "known", orNull(random, time(random)),
                "api_invocation_time", orNull(random, time(random)),
                "is_deleted", random.nextInt(5) == 0);
    }

    private Map<String, Object> spineRow(Random random, int number) {
        return row(
                "id", (long) number / 2,
                "customer", orNull(random, (long) random.nextInt(2)),
                "country", orNull(random, one(random, "de", "fr", "")),
                "t", orNull(random, time(random)),
                "label", one(random, "x", "y z"));
    }

    private static List<Map<String, Object>> rows(Random random, int count, RowMaker maker) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(i > 0 && random.nextInt(6) == 0 ? rows.get(i - 1) : maker.row(random, i));
        }
        return rows;
    }

    private static void remember(List<Map<String, Object>> history, List<Map<String, Object>> rows, Instant written) {
        for (int i = 0; i < rows.size(); i++) {
            Map<String, Object> row = new LinkedHashMap<>(rows.get(i));
            row.putIfAbsent("api_invocation_time", written);
            row.put("write_time", written);
            row.put("_ordinal", (long) i);
            history.add(row);
        }
    }

    private void ingest(FeatureRepository features, List<Map<String, Object>> rows, Random random, String name)
            throws IOException {
        FeatureDraft draft = features.draft("growth/activity");
        switch (random.nextInt(3)) {
            case 0 -> rows.forEach(draft::add);
            case 1 -> draft.addCsv(csv(rows, name));
            default -> {
                int half = rows.size() / 2;
                rows.subList(0, half).forEach(draft::add);
                draft.addCsv(csv(rows.subList(half, rows.size()), name));
            }
        }
        draft.publish();
    }

    private Spine spine(List<Map<String, Object>> rows, Random random, String name) throws IOException {
        return random.nextBoolean() ? Spine.records(rows) : Spine.csv(csv(rows, name));
    }

    private Path csv(List<Map<String, Object>> rows, String name) throws IOException {
        StringBuilder text = new StringBuilder(String.join(",", rows.get(0).keySet())).append('\n');
        for (Map<String, Object> row : rows) {
            text.append(row.values().stream()
                            .map(PointInTimeJoinOracleTest::field)
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return Files.writeString(folder.resolve(name + ".csv"), text);
    }

    private static String field(Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof String text ? '"' + text.replace("\"", "\"\"") + '"' : value.toString();
    }

    /** Two days, a few milliseconds in each, and the microsecond beside; half of all times are one, for more ties. */
    private static Instant time(Random random) {
        return random.nextBoolean()
                ? Lake.NOW
                : Lake.NOW
                        .plusMillis(random.nextInt(4))
                        .plusNanos(random.nextInt(2) * 1_000L)
                        .minus(Duration.ofHours(random.nextInt(3) == 0 ? 24 : 0));
    }

    private static Object one(Random random, Object... values) {
        return values[random.nextInt(values.length)];
    }

    private static Object orNull(Random random, Object value) {
        return random.nextInt(6) == 0 ? null : value;
    }

    private interface RowMaker {
        Map<String, Object> row(Random random, int number);
    }
}
