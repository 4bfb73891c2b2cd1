package io.mlplatform.features;

import static io.mlplatform.features.Lake.at;
import static io.mlplatform.features.Lake.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.features.online.ConsistencyReport;
import io.mlplatform.features.online.EmbeddedOnlineStore;
import io.mlplatform.features.online.OnlineAnswer;
import io.mlplatform.features.online.OnlineRecord;
import io.mlplatform.features.online.OnlineStore;
import io.mlplatform.features.online.RecordKey;
import io.mlplatform.features.online.Serving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what docs/feature-store.md shows. */
class FeatureStorePageTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "mlplatform-featurestore"));
    private static final Pattern SNIPPET = Pattern.compile("(?s)```java\n(.*?)```");

    @TempDir
    private Path folder;

    @Test
    void thePagesProgramGivesWhatThePageSays() throws IOException {
        Files.writeString(folder.resolve("activity.csv"), """
                customer,at,visits,plan
                1,2026-06-01T08:00:00Z,4,pro
                2,2026-06-01T08:00:00Z,9,free
                1,2026-06-08T08:00:00Z,2,pro
                """);
        byte[] rows = """
                customer,seen,churned
                1,2026-06-10T12:00:00Z,false
                2,2026-06-21T12:00:00Z,true
                3,2026-08-01T12:00:00Z,true
                4,2026-06-10T12:00:00Z,false
                """.getBytes();
        Files.writeString(folder.resolve("pairs.csv"), """
                customer,friend,seen
                1,3,2026-06-10T12:00:00Z
                4,1,2026-06-10T12:00:00Z
                """);
        try (MlPlatform ml = Lake.inMemory()) {
            DatasetVersion labels = ml.datasets()
                    .draft("growth/labels")
                    .addBytes("labels.csv", rows)
                    .publish();

            FeatureRepository features = FeatureRepository.of(ml);
            features.define(FeatureGroup.named("growth/activity")
                    .key("customer", FeatureType.LONG)
                    .eventTime("at")
                    .feature("visits", FeatureType.LONG)
                    .feature("plan", FeatureType.STRING)
                    .ttl(Duration.ofDays(30))
                    .owner("team growth")
                    .description("Visits to the shop in the last seven days")
                    .build());

            FeatureHits hits =
                    features.search("visits"); // growth/activity visits LONG: Visits to the shop in the last seven days
            FeatureHits none = features.search(
                    FeatureQuery.text("shop").types(FeatureType.VECTOR).tag("domain", "web"));
            assertThat(hits.hits())
                    .hasToString("[growth/activity visits LONG: Visits to the shop in the last seven days]");
            assertThat(none.hits()).isEmpty();

            FeatureGroupVersion version = features.draft("growth/activity")
                    .addCsv(folder.resolve("activity.csv"))
                    .add(Map.of("customer", 3L, "at", Instant.parse("2026-06-02T09:30:00Z"), "visits", 1L))
                    .delete(Map.of("customer", 2L), Instant.parse("2026-06-20T00:00:00Z"))
                    .message("June")
                    .publish();

            TrainingSetDraft draft =
                    features.trainingSet(Spine.of(labels, "labels.csv"), "seen").join(version);
            DatasetVersion training = draft.message("Churn in June").publish("growth/churn-training");

            TrainingSet strict = features.trainingSet(Spine.of(labels, "labels.csv"), "seen")
                    .join(version)
                    .knownAt("api_invocation_time")
                    .write(folder.resolve("strict.parquet"));
            System.out.println(strict); // 4 rows, activity_status {FOUND=0, MISSING=4, EXPIRED=0, DELETED=0}

            TrainingSet pairs = features.trainingSet(Spine.csv(folder.resolve("pairs.csv")), "seen")
                    .join(version, "visits")
                    .join(version, "plan", "visits")
                    .key("customer", "friend")
                    .prefix("friend_")
                    .rename("plan", "plan_of_friend")
                    .cutoff(Instant.parse("2026-12-31T00:00:00Z"))
                    .write(folder.resolve("pairs.parquet"));
            assertThat(pairs)
                    .hasToString("2 rows, activity_status {FOUND=1, MISSING=1, EXPIRED=0, DELETED=0},"
                            + " friend_activity_status {FOUND=2, MISSING=0, EXPIRED=0, DELETED=0}");
            assertThat(ParquetRows.read(folder.resolve("pairs.parquet")))
                    .extracting(
                            row -> row.get("visits") + " " + row.get("plan_of_friend") + " " + row.get("friend_visits"))
                    .containsExactly("2 null 1", "null pro 2");

            FeatureStatistics statistics = features.statistics(version);
            System.out.println(
                    statistics); // a line a feature: values, nulls, distinct, min, median, max, mean, most frequent
            double median = statistics.feature("visits").numbers().orElseThrow().median();

            DriftReport drift = features.drift(
                    version.group(),
                    FeatureSample.of(training, "part-0.parquet"),
                    FeatureSample.records(List.of(Map.of("visits", 2L), Map.of("visits", 3L))),
                    DriftThresholds.customary());
            features.page(version).with(drift).write(folder.resolve("activity.html"));
            assertThat(median).isEqualTo(2);
            assertThat(drift.notCompared()).containsExactly("plan");
            assertThat(folder.resolve("activity.html")).exists();

            OnlineStore online = EmbeddedOnlineStore.open(folder.resolve("online.mv"), Clock.systemUTC());
            Serving serving = Serving.of(features, online, Clock.systemUTC());
            serving.materialize(version, Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-07-01T00:00:00Z"));

            FeatureGroup group = version.group();
            OnlineAnswer answer = online.get(group, RecordKey.of(2L)); // key [2] deleted
            online.put(
                    group,
                    OnlineRecord.of(RecordKey.of(2L), Instant.parse("2026-06-21T00:00:00Z"), Map.of("visits", 1L)));
            ConsistencyReport report = serving.check(version, 1_000, 42); // 3 compared, 1 newer online, 0 different

            assertThat(answer).hasToString("key [2] deleted");
            assertThat(report).hasToString("3 compared, 1 newer online, 0 different");
            record Visit(long customer, Instant time, long count) {}
            List<Visit> visits = List.of(new Visit(1, Instant.parse("2026-06-09T08:00:00Z"), 3));

            FeatureGroupVersion streamed = features.draft("growth/activity")
                    .addAll(visits.iterator(), (visit, row) -> row.set("customer", visit.customer())
                            .set("at", visit.time())
                            .set("visits", visit.count()))
                    .token("nightly", 17, 0)
                    .publish();
            FeatureGroupVersion compacted = features.compact("growth/activity"); // the same rows in fewer files

            assertThat(compacted.version()).isGreaterThanOrEqualTo(streamed.version());
            online.close();

            assertThat(strict).hasToString("4 rows, activity_status {FOUND=0, MISSING=4, EXPIRED=0, DELETED=0}");
            ml.datasets().fetch(training, folder.resolve("training"));
            assertThat(ParquetRows.read(folder.resolve("training/part-0.parquet")))
                    .containsExactly(
                            example(1, "2026-06-10T12:00:00Z", false, 2L, "pro", "found"),
                            example(2, "2026-06-21T12:00:00Z", true, null, null, "deleted"),
                            example(3, "2026-08-01T12:00:00Z", true, null, null, "expired"),
                            example(4, "2026-06-10T12:00:00Z", false, null, null, "missing"));
        }
    }

    @Test
    void whatThePageShowsIsWhatThisTestRuns() throws IOException {
        String page = Files.readString(MODULE.resolve("../docs/feature-store.md"));
        String source = plain(
                Files.readString(MODULE.resolve("src/test/java/io/mlplatform/features/FeatureStorePageTest.java")));
        List<String> snippets = SNIPPET.matcher(page)
                .results()
                .map((MatchResult match) -> plain(match.group(1)))
                .toList();

        assertThat(snippets).hasSize(9).allSatisfy(snippet -> assertThat(source).contains(snippet));
    }

    private static String plain(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static Map<String, Object> example(
            long customer, String seen, boolean churned, Long visits, String plan, String status) {
        return row(
                "customer",
                customer,
                "seen",
                at(seen),
                "churned",
                churned,
                "visits",
                visits,
                "plan",
                plan,
                "activity_status",
                status);
    }
}
