package io.mlplatform.features;

import static io.mlplatform.features.Lake.at;
import static io.mlplatform.features.Lake.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Input;
import io.mlplatform.MlPlatform;
import io.mlplatform.VersionFile;
import io.mlplatform.datasets.DatasetVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSetTest {

    private static final String NOON = "2026-11-23T12:00:00Z";

    @TempDir
    private Path folder;

    private final MlPlatform platform = Lake.inMemory();
    private final FeatureRepository features = FeatureRepository.of(platform);

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void theFourEndingsAreToldApart() {
        features.define(Lake.activity().ttl(Duration.ofHours(1)).build());
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(visits(1, NOON, 5))
                .add(visits(2, "2026-11-23T10:00:00Z", 6))
                .add(visits(3, "2026-11-23T11:00:00Z", 7))
                .delete(Map.of("customer", 3L), at("2026-11-23T11:30:00Z"))
                .publish();

        assertThat(joined(version, point(1, NOON), point(2, NOON), point(3, NOON), point(4, NOON)))
                .containsExactly(
                        row("customer", 1L, "t", at(NOON), "visits", 5L, "activity_status", "found"),
                        row("customer", 2L, "t", at(NOON), "visits", null, "activity_status", "expired"),
                        row("customer", 3L, "t", at(NOON), "visits", null, "activity_status", "deleted"),
                        row("customer", 4L, "t", at(NOON), "visits", null, "activity_status", "missing"));
    }

    @Test
    void theEventTimeAndTheTtlAreInclusiveToTheMicrosecond() {
        features.define(Lake.activity().ttl(Duration.ofHours(1)).build());
        FeatureGroupVersion version =
                features.draft("growth/activity").add(visits(1, NOON, 5)).publish();

        assertThat(statuses(
                        version,
                        point(1, "2026-11-23T11:59:59.999999Z"),
                        point(1, NOON),
                        point(1, "2026-11-23T13:00:00Z"),
                        point(1, "2026-11-23T13:00:00.000001Z")))
                .containsExactly("missing", "found", "found", "expired");
    }

    @Test
    void aTtlOfZeroHoldsAtTheEventTimeAndNoTtlForEver() {
        features.define(Lake.activity().ttl(Duration.ZERO).build());
        FeatureGroupVersion moment =
                features.draft("growth/activity").add(visits(1, NOON, 5)).publish();
        features.define(FeatureGroup.named("growth/plan")
                .key("customer", FeatureType.LONG)
                .feature("plan", FeatureType.STRING)
                .build());
        FeatureGroupVersion always = features.draft("growth/plan")
                .add(row("customer", 1L, "event_time", at("0001-01-01T00:00:00Z"), "plan", "pro"))
                .publish();

        assertThat(statuses(moment, point(1, NOON), point(1, "2026-11-23T12:00:00.000001Z")))
                .containsExactly("found", "expired");
        assertThat(joined(always, point(1, "9999-12-31T23:59:59.999999Z")))
                .first()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .contains(entry("plan", "pro"), entry("plan_status", "found"));
    }

    @Test
    void aTombstoneHidesTheValueBeforeItUntilALaterRow() {
        features.define(Lake.activity().build());
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(visits(1, "2026-11-23T08:00:00Z", 5))
                .delete(Map.of("customer", 1L), at("2026-11-23T09:00:00Z"))
                .add(visits(1, "2026-11-23T10:00:00Z", 6))
                .publish();

        assertThat(statuses(
                        version,
                        point(1, "2026-11-23T08:30:00Z"),
                        point(1, "2026-11-23T09:30:00Z"),
                        point(1, "2026-11-23T10:30:00Z")))
                .containsExactly("found", "deleted", "found");
    }

    @Test
    void ofRowsWithOneEventTimeTheOneMadeLaterThenWrittenLaterThenFurtherDownCounts() {
        features.define(Lake.activity().build());
        String later = "2026-11-23T12:30:00Z";
        features.draft("growth/activity")
                .add(visits(1, NOON, 10, later))
                .add(visits(2, NOON, 20))
                .add(visits(3, NOON, 30))
                .add(visits(3, NOON, 31))
                .add(visits(4, NOON, 40, "2026-01-01T00:00:00Z"))
                .publish();
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(visits(1, NOON, 11))
                .add(visits(2, NOON, 21))
                .add(visits(4, NOON, 41, "2026-01-01T00:00:00Z"))
                .publish();

        assertThat(joined(version, point(1, NOON), point(2, NOON), point(3, NOON), point(4, NOON)))
                .extracting(row -> row.get("visits"))
                .containsExactly(10L, 21L, 31L, 41L);
    }

    @Test
    void thePinnedVersionIsAllThatIsSeen() {
        features.define(Lake.activity().build());
        FeatureGroupVersion first = features.draft("growth/activity")
                .add(visits(1, "2026-11-23T08:00:00Z", 5))
                .publish();
        features.define(Lake.activity().feature("plan", FeatureType.STRING).build());
        FeatureGroupVersion second = features.draft("growth/activity")
                .add(visits(1, "2026-11-23T09:00:00Z", 6))
                .publish();

        assertThat(joined(first, point(1, NOON)).get(0))
                .doesNotContainKey("plan")
                .containsEntry("visits", 5L);
        assertThat(joined(second, point(1, NOON)).get(0))
                .containsEntry("plan", null)
                .containsEntry("visits", 6L);
        assertThat(statuses(second, point(1, "2026-11-23T08:30:00Z"))).containsExactly("found");
    }

    @Test
    void whatWasKnownLaterIsNotSeenWhereThatIsAsked() {
        features.define(Lake.activity().feature("loaded", FeatureType.TIMESTAMP).build());
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(row("customer", 1, "at", at("2026-11-23T08:00:00Z"), "visits", 5, "loaded", at(NOON)))
                .add(row(
                        "customer",
                        1,
                        "at",
                        at("2026-11-23T07:00:00Z"),
                        "visits",
                        4,
                        "loaded",
                        at("2026-11-23T07:00:00Z")))
                .add(row("customer", 1, "at", at("2026-11-23T07:30:00Z"), "visits", 3))
                .publish();
        Spine spine = Spine.records(List.of(point(1, "2026-11-23T11:59:59.999999Z"), point(1, NOON)));

        assertThat(result(features.trainingSet(spine, "t").join(version).knownAt("loaded")))
                .extracting(row -> row.get("visits"))
                .containsExactly(4L, 5L);
        assertThat(result(features.trainingSet(spine, "t").join(version).knownAt("_created_time")))
                .extracting(row -> row.get("activity_status"))
                .containsExactly("missing", "found");
        assertThatThrownBy(() -> features.trainingSet(spine, "t")
                        .join(version)
                        .knownAt("visits")
                        .publish("growth/x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("_created_time");
    }

    @Test
    void everySpineRowStaysInItsPlaceAlsoWithoutKeyOrTimeAndTwice() {
        features.define(Lake.activity().build());
        FeatureGroupVersion version =
                features.draft("growth/activity").add(visits(1, NOON, 5)).publish();

        assertThat(joined(
                        version,
                        row("customer", 1L, "t", null),
                        point(1, NOON),
                        row("customer", null, "t", at(NOON)),
                        point(1, NOON),
                        point(0, NOON)))
                .containsExactly(
                        row("customer", 1L, "t", null, "visits", null, "activity_status", "missing"),
                        row("customer", 1L, "t", at(NOON), "visits", 5L, "activity_status", "found"),
                        row("customer", null, "t", at(NOON), "visits", null, "activity_status", "missing"),
                        row("customer", 1L, "t", at(NOON), "visits", 5L, "activity_status", "found"),
                        row("customer", 0L, "t", at(NOON), "visits", null, "activity_status", "missing"));
    }

    @Test
    void aLargeSpineKeepsItsOrder() {
        features.define(Lake.activity().build());
        FeatureGroupVersion version =
                features.draft("growth/activity").add(visits(1, NOON, 5)).publish();
        Path spine = ParquetRows.write(
                folder.resolve("spine.parquet"),
                "SELECT (range * 7919) % 300007 AS customer, TIMESTAMP '2026-11-24' AS t, range AS place FROM range(300000)");
        Path result = folder.resolve("result.parquet");

        TrainingSet set =
                features.trainingSet(Spine.parquet(spine), "t").join(version).write(result);

        List<Map<String, Object>> rows = ParquetRows.read(result);
        assertThat(rows).hasSize(300_000);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).get("place")).isEqualTo((long) i);
        }
        assertThat(set.counts()).containsEntry(FeatureStatus.FOUND, 1L).containsEntry(FeatureStatus.MISSING, 299_999L);
        assertThat(set).hasToString("300000 rows, activity_status {FOUND=1, MISSING=299999, EXPIRED=0, DELETED=0}");
    }

    @Test
    void columnsOfACsvSpineGetTheTypeThatAllTheirValuesHave() throws IOException {
        features.define(Lake.activity().build());
        FeatureGroupVersion version =
                features.draft("growth/activity").add(visits(7, NOON, 5)).publish();
        Path spine = Files.writeString(folder.resolve("spine.csv"), """
                customer,t,long,double,boolean,postcode,mixed,empty
                007,2026-11-23 13:00:00,1,1,true,01234,1,
                7,,-20,2.5e3,false,12345,x,
                """);
        Path result = folder.resolve("result.parquet");

        features.trainingSet(Spine.csv(spine), "t").join(version).write(result);

        assertThat(ParquetRows.read(result))
                .containsExactly(
                        row(
                                "customer",
                                7L,
                                "t",
                                at("2026-11-23T13:00:00Z"),
                                "long",
                                1L,
                                "double",
                                1.0,
                                "boolean",
                                true,
                                "postcode",
                                "01234",
                                "mixed",
                                "1",
                                "empty",
                                null,
                                "visits",
                                5L,
                                "activity_status",
                                "found"),
                        row(
                                "customer",
                                7L,
                                "t",
                                null,
                                "long",
                                -20L,
                                "double",
                                2500.0,
                                "boolean",
                                false,
                                "postcode",
                                "12345",
                                "mixed",
                                "x",
                                "empty",
                                null,
                                "visits",
                                null,
                                "activity_status",
                                "missing"));
    }

    @Test
    void namesThatTheEngineOrTheJoinUsesItselfAreNamesLikeOthers() {
        features.define(FeatureGroup.named("growth/status")
                .key("point", FeatureType.LONG)
                .key("order", FeatureType.STRING)
                .eventTime("judged")
                .feature("history", FeatureType.LONG)
                .feature("status", FeatureType.LONG)
                .build());
        FeatureGroupVersion version = features.draft("growth/status")
                .add(row("point", 1, "order", "o'r\"d", "judged", at(NOON), "history", 1, "status", 2))
                .publish();

        assertThat(joined(version, row("POINT", 1, "order", "o'r\"d", "t", at(NOON), "spine", 3, "sel\"ect", "x")))
                .containsExactly(row(
                        "POINT",
                        1L,
                        "order",
                        "o'r\"d",
                        "t",
                        at(NOON),
                        "spine",
                        3L,
                        "sel\"ect",
                        "x",
                        "history",
                        1L,
                        "status",
                        2L,
                        "status_status",
                        "found"));
    }

    @Test
    void aSpineThatDoesNotFitIsRefused() throws IOException {
        features.define(Lake.activity().build());
        FeatureGroupVersion version =
                features.draft("growth/activity").add(visits(1, NOON, 5)).publish();
        String[][] wrong = {
            {"t\n2026-11-23T12:00:00Z\n", "customer", "is missing"},
            {"customer\n1\n", "t", "is missing"},
            {"customer,t\nx,2026-11-23T12:00:00Z\n", "customer", "is not a whole number"},
            {"customer,t\n1,yesterday\n", "t", "is not a time"},
            {"customer,t,Visits\n1,2026-11-23T12:00:00Z,1\n", "visits", "rename the spine's column"},
        };
        for (String[] spine : wrong) {
            Path csv = Files.writeString(folder.resolve("spine.csv"), spine[0]);

            assertThatThrownBy(() -> features.trainingSet(Spine.csv(csv), "t")
                            .join(version)
                            .publish("growth/churn"))
                    .as(spine[0])
                    .isInstanceOfSatisfying(FeatureDataException.class, e -> assertThat(e.column())
                            .hasValue(spine[1]))
                    .hasMessageContaining(spine[2]);
        }
        assertThat(platform.datasets().list()).isEmpty();
    }

    @Test
    void aTrainingSetIsADatasetThatPinsItsFeaturesAndItsSpine() throws IOException {
        features.define(Lake.activity().build());
        FeatureGroupVersion version =
                features.draft("growth/activity").add(visits(1, NOON, 5)).publish();
        DatasetVersion labels = platform.datasets()
                .draft("growth/labels")
                .addBytes("labels.csv", "customer,t,churned\n1,2026-11-23T13:00:00Z,true\n".getBytes())
                .publish();
        TrainingSetDraft draft =
                features.trainingSet(Spine.of(labels, "labels.csv"), "t").join(version);

        DatasetVersion training = draft.message("for June").publish("growth/training");

        assertThat(training.message()).isEqualTo("for June");
        assertThat(training.inputs())
                .containsExactly(new Input(version.ref(), "features"), new Input(labels.ref(), "spine"));
        assertThat(platform.lineage().of(training))
                .hasToString(
                        training.ref() + "\n  ← " + version.ref() + " (features)\n  ← " + labels.ref() + " (spine)");
        platform.datasets().fetch(training, folder.resolve("out"));
        assertThat(ParquetRows.read(folder.resolve("out/part-0.parquet")))
                .containsExactly(row(
                        "customer",
                        1L,
                        "t",
                        at("2026-11-23T13:00:00Z"),
                        "churned",
                        true,
                        "visits",
                        5L,
                        "activity_status",
                        "found"));

        DatasetVersion again = draft.publish("growth/training");
        assertThat(again.files()).isEqualTo(1);
        assertThat(platform.datasets().files(again))
                .extracting(VersionFile::path)
                .containsExactly("part-0.parquet");
    }

    @Test
    void damagedFeaturesAreNotJoined() throws IOException {
        Path lake = folder.resolve("lake");
        try (MlPlatform onDisk = Lake.onDisk(lake)) {
            FeatureRepository stored = FeatureRepository.of(onDisk);
            stored.define(Lake.activity().build());
            FeatureGroupVersion version =
                    stored.draft("growth/activity").add(visits(1, NOON, 5)).publish();
            try (Stream<Path> files = Files.walk(lake)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".parquet"))
                        .toList()) {
                    byte[] bytes = Files.readAllBytes(file);
                    bytes[10] ^= 1;
                    Files.delete(file);
                    Files.write(file, bytes);
                }
            }

            assertThatThrownBy(() -> stored.trainingSet(Spine.records(List.of(point(1, NOON))), "t")
                            .join(version)
                            .publish("growth/training"))
                    .isInstanceOf(DataCorruptException.class);
        }
    }

    @Test
    void aFileThatIsThereIsNotWrittenOver() throws IOException {
        features.define(Lake.activity().build());
        FeatureGroupVersion version =
                features.draft("growth/activity").add(visits(1, NOON, 5)).publish();
        Path there = Files.writeString(folder.resolve("there"), "precious");
        TrainingSetDraft draft = features.trainingSet(Spine.records(List.of(point(1, NOON))), "t");

        assertThatThrownBy(() -> draft.write(folder.resolve("new")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("join a version");
        assertThatThrownBy(() -> draft.join(version).write(there)).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> draft.join(version))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("one group");
        assertThat(there).hasContent("precious");
    }

    private List<Object> statuses(FeatureGroupVersion version, Map<?, ?>... spine) {
        return joined(version, spine).stream()
                .map(row -> row.get("activity_status"))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> joined(FeatureGroupVersion version, Map<?, ?>... spine) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<?, ?> row : spine) {
            rows.add((Map<String, Object>) row);
        }
        return result(features.trainingSet(Spine.records(rows), "t").join(version));
    }

    private List<Map<String, Object>> result(TrainingSetDraft draft) {
        Path file = folder.resolve("joined.parquet");
        draft.write(file);
        List<Map<String, Object>> rows = ParquetRows.read(file);
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    private static Map<String, Object> point(long customer, String time) {
        return row("customer", customer, "t", at(time));
    }

    private static Map<String, Object> visits(long customer, String time, long visits) {
        return row("customer", customer, "at", at(time), "visits", visits);
    }

    private static Map<String, Object> visits(long customer, String time, long visits, String created) {
        return row("customer", customer, "at", at(time), "visits", visits, "_created_time", at(created));
    }
}
