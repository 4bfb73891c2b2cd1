package io.mlplatform.features;

import static io.mlplatform.features.Lake.row;

import io.mlplatform.MlPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Many small random cases in one spine and two groups, kept apart by a key, {@code case}. Every value comes from a handful, so
 * that ties, nulls, tombstones, bounds and duplicates meet in most of them.
 */
final class JoinWorld implements AutoCloseable {

    private static final List<Duration> TTLS = List.of(
            Duration.ZERO, Duration.ofNanos(1_000), Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofDays(1));

    private final Random random;
    private final int cases;
    private final Path folder;
    private final boolean tied;
    private final boolean zonelessSpine;
    private final MlPlatform platform = Lake.inMemory();
    private final FeatureRepository features = FeatureRepository.of(platform);
    private final Optional<Instant> cutoff;
    private final List<Part> parts = new ArrayList<>();
    private final List<Map<String, Object>> spine = new ArrayList<>();
    private final List<Map<String, Object>> expected;

    /** A join, and the rows of its group, by case. */
    private record Part(FeatureJoin join, Map<Long, List<Map<String, Object>>> history) {}

    JoinWorld(int seed, int cases, Path folder) {
        this.random = new Random(seed);
        this.cases = cases;
        this.folder = folder.resolve("world-" + seed);
        this.tied = random.nextInt(4) > 0;
        this.zonelessSpine = random.nextBoolean();
        this.cutoff = random.nextInt(3) == 0 ? Optional.of(time()) : Optional.empty();
        try {
            Files.createDirectories(this.folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        add(ttl(FeatureGroup.named("growth/activity")
                .key("case", FeatureType.LONG)
                .key("customer", FeatureType.LONG)
                .key("country", FeatureType.STRING)
                .eventTime("event")
                .feature("visits", FeatureType.LONG)
                .feature("score", FeatureType.DOUBLE)
                .feature("plan", FeatureType.STRING)
                .feature("active", FeatureType.BOOLEAN)
                .feature("known", FeatureType.TIMESTAMP)));
        add(ttl(FeatureGroup.named("growth/shop")
                .key("case", FeatureType.LONG)
                .key("shop", FeatureType.STRING)
                .eventTime("event")
                .feature("known", FeatureType.TIMESTAMP)
                .feature("rating", FeatureType.DOUBLE)));
        for (long number = 0; number < cases; number++) {
            for (int i = random.nextInt(1, 7); i > 0; i--) {
                spine.add(
                        random.nextInt(6) == 0
                                        && !spine.isEmpty()
                                        && spine.get(spine.size() - 1)
                                                .get("case")
                                                .equals(number)
                                ? spine.get(spine.size() - 1)
                                : spineRow(number));
            }
        }
        Collections.shuffle(spine, random);
        expected = spine.stream().map(row -> expected(row, Set.of())).toList();
    }

    /** All rows of the spine with what the engine joined to them. */
    List<Map<String, Object>> joined(JoinRule.Book rules) {
        TrainingSetDraft draft = features.trainingSet(spine(), "t").by(rules);
        for (Part part : parts) {
            FeatureJoin join = part.join();
            draft.join(
                    join.version(),
                    join.features().stream().map(FeatureColumn::name).toArray(String[]::new));
            join.spineKeys().forEach(draft::key);
            join.names().forEach(draft::rename);
            join.knownAt().ifPresent(draft::knownAt);
        }
        cutoff.ifPresent(draft::cutoff);
        Path file = folder.resolve("joined.parquet");
        try {
            Files.deleteIfExists(file);
            draft.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ParquetRows.read(file);
    }

    /** The same by brute force. */
    List<Map<String, Object>> expected() {
        return expected;
    }

    /** In how many cases the answer is another one without the rule. */
    int casesThatTurnOn(OracleRule rule) {
        Map<Object, List<Integer>> byCase = IntStream.range(0, spine.size())
                .boxed()
                .collect(Collectors.groupingBy(i -> spine.get(i).get("case")));
        return (int) byCase.values().stream()
                .filter(rows -> !rows.stream()
                        .map(expected::get)
                        .toList()
                        .equals(expected(rows.stream().map(spine::get).toList(), rule)))
                .count();
    }

    @Override
    public void close() {
        platform.close();
    }

    @Override
    public String toString() {
        return parts.stream()
                        .map(part -> part.join().group().timeToLive() + " known at "
                                + part.join().knownAt() + " ties "
                                + part.join().version().ties())
                        .collect(Collectors.joining(", "))
                + ", cutoff " + cutoff + ", zoneless " + zonelessSpine;
    }

    private List<Map<String, Object>> expected(List<Map<String, Object>> rows, OracleRule without) {
        List<Map<String, Object>> expected = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            boolean whole = row.get("customer") != null && row.get("country") != null && row.get("t") != null;
            if (whole || without != OracleRule.ROWS_WITHOUT_KEY_OR_TIME_STAY) {
                expected.add(expected(row, Set.of(without)));
            }
        }
        if (without == OracleRule.SPINE_ORDER) {
            Collections.reverse(expected);
        }
        return without == OracleRule.ONE_ROW_FOR_EACH_OF_THE_SPINE
                ? expected.stream().distinct().toList()
                : expected;
    }

    private Map<String, Object> expected(Map<String, Object> row, Set<OracleRule> without) {
        Map<String, Object> result = new LinkedHashMap<>(row);
        Instant time = (Instant) row.get("t");
        for (Part part : parts) {
            result.putAll(new BruteForceJoin(
                            part.join(), part.history().getOrDefault(row.get("case"), List.of()), cutoff, without)
                    .answer(row, zonelessSpine ? BruteForceJoin.zoneless(time, without) : time));
        }
        return result;
    }

    private FeatureGroup ttl(FeatureGroup.Builder group) {
        int ttl = random.nextInt(TTLS.size() + 2);
        return (ttl < TTLS.size() ? group.ttl(TTLS.get(ttl)) : group).build();
    }

    private void add(FeatureGroup group) {
        features.define(group);
        Map<Long, List<Map<String, Object>>> history = new LinkedHashMap<>();
        Set<List<Object>> places = new HashSet<>();
        int pinned = tied ? random.nextInt(1, 4) : 1;
        for (int ingest = 0; ingest <= pinned; ingest++) {
            List<Map<String, Object>> rows = rows(group, 8 / pinned, history, places);
            ingest(group, rows, ingest);
            for (int i = 0; i < rows.size(); i++) {
                history.computeIfAbsent((Long) rows.get(i).get("case"), number -> new ArrayList<>())
                        .add(remembered(rows.get(i), ingest, i, ingest == pinned));
            }
        }
        FeatureGroupVersion version = features.get(group.name() + "@" + pinned);
        FeatureJoin join =
                FeatureJoin.of(version, group.name().value().equals("growth/shop") ? List.of("rating") : List.of());
        if (group.name().value().equals("growth/shop")) {
            join = join.withKey("shop", "place").withName("rating", "stars");
        }
        parts.add(new Part(
                switch (random.nextInt(4)) {
                    case 0 -> join.withKnownAt("api_invocation_time");
                    case 1 -> join.withKnownAt("known");
                    default -> join;
                },
                history));
    }

    private List<Map<String, Object>> rows(
            FeatureGroup group, int most, Map<Long, List<Map<String, Object>>> before, Set<List<Object>> places) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (long number = 0; number < cases; number++) {
            for (int i = random.nextInt(1, most + 1); i > 0; i--) {
                Map<String, Object> row = featureRow(group, number, rows.size());
                if (tied && random.nextInt(4) == 0) {
                    tie(row, group, random.nextBoolean() ? rows : before.getOrDefault(number, List.of()));
                }
                List<Object> place = new ArrayList<>();
                group.keys().forEach(key -> place.add(row.get(key.name())));
                place.add(row.get("event"));
                if (places.add(place) || tied) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** Gives a row the keys and times of one that is there, while it keeps its values. */
    private void tie(Map<String, Object> row, FeatureGroup group, List<Map<String, Object>> others) {
        if (!others.isEmpty()) {
            Map<String, Object> other = others.get(others.size() - 1);
            group.keys().forEach(key -> row.put(key.name(), other.get(key.name())));
            List.of("event", "api_invocation_time").forEach(time -> row.put(time, other.get(time)));
        }
    }

    private Map<String, Object> featureRow(FeatureGroup group, long number, long count) {
        Map<String, Object> row = new LinkedHashMap<>(
                group.name().value().equals("growth/shop")
                        ? row("case", number, "shop", one("a", "b"))
                        : row("case", number, "customer", (long) random.nextInt(2), "country", one("de", "fr", "")));
        row.put("event", time());
        group.features().forEach(feature -> row.put(feature.name(), orNull(value(feature, count))));
        row.put("api_invocation_time", orNull(time()));
        row.put("is_deleted", random.nextInt(5) == 0);
        return row;
    }

    private Object value(FeatureColumn feature, long count) {
        return switch (feature.type()) {
            case LONG -> count;
            case DOUBLE -> one(0.1 + 0.2, Double.NaN, -1e300, Double.POSITIVE_INFINITY, (double) count);
            case STRING -> one("", "a,\"b\"", "zwei\nZeilen", "ü€😀", "" + count);
            case BOOLEAN -> random.nextBoolean();
            case TIMESTAMP -> time();
            case VECTOR -> throw new IllegalArgumentException("no group here has vectors");
        };
    }

    private static Map<String, Object> remembered(Map<String, Object> given, int ingest, long ordinal, boolean later) {
        Map<String, Object> row = new LinkedHashMap<>(given);
        Instant written = Lake.NOW.plusMillis(ingest);
        row.putIfAbsent("api_invocation_time", written);
        row.put("write_time", written);
        row.put("_ordinal", ordinal);
        row.put("later", later);
        return row;
    }

    private Map<String, Object> spineRow(long number) {
        return row(
                "id", (long) random.nextInt(3),
                "case", number,
                "customer", orNull((long) random.nextInt(2)),
                "country", orNull(one("de", "fr", "")),
                "place", orNull(one("a", "b")),
                "t", orNull(time()),
                "label", one("x", "y z"));
    }

    private void ingest(FeatureGroup group, List<Map<String, Object>> rows, int number) {
        FeatureDraft draft = features.draft(group.name().value());
        int half = random.nextInt(3) == 0 ? rows.size() / 2 : random.nextBoolean() ? rows.size() : 0;
        rows.subList(0, half).forEach(draft::add);
        if (half < rows.size()) {
            draft.addCsv(csv(rows.subList(half, rows.size()), "in-" + group.statusColumn() + number));
        }
        draft.publish();
    }

    private Spine spine() {
        return zonelessSpine ? Spine.csv(csv(spine, "spine")) : Spine.records(spine);
    }

    private Path csv(List<Map<String, Object>> rows, String name) {
        StringBuilder text = new StringBuilder(String.join(",", rows.get(0).keySet())).append('\n');
        for (Map<String, Object> row : rows) {
            text.append(row.entrySet().stream()
                            .map(value -> field(value.getKey(), value.getValue()))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        try {
            return Files.writeString(folder.resolve(name + ".csv"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String field(String column, Object value) {
        if (value == null) {
            return "";
        }
        if (column.equals("t")) {
            return value.toString().replace("Z", "");
        }
        return value instanceof String text ? '"' + text.replace("\"", "\"\"") + '"' : value.toString();
    }

    /** Two days, a few milliseconds in each, and the microsecond beside; half of all times are one, for more ties. */
    private Instant time() {
        return random.nextBoolean()
                ? Lake.NOW
                : Lake.NOW
                        .plusMillis(random.nextInt(4))
                        .plusNanos(random.nextInt(2) * 1_000L)
                        .minus(Duration.ofHours(random.nextInt(3) == 0 ? 24 : 0));
    }

    private Object one(Object... values) {
        return values[random.nextInt(values.length)];
    }

    private Object orNull(Object value) {
        return random.nextInt(6) == 0 ? null : value;
    }
}
