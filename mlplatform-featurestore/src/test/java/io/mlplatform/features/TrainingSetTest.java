package io.mlplatform.features;

import static io.mlplatform.features.Lake.at;
import static io.mlplatform.features.Lake.point;
import static io.mlplatform.features.Lake.row;
import static io.mlplatform.features.Lake.visits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Input;
import io.mlplatform.MlPlatform;
import io.mlplatform.MlPlatformException;
import io.mlplatform.VersionFile;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.datasets.DatasetVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
        assertThat(set.counts().get("activity_status"))
                .containsEntry(FeatureStatus.FOUND, 1L)
                .containsEntry(FeatureStatus.MISSING, 299_999L);
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

        assertThatThrownBy(() -> draft.publish("growth/training"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("published before");
        DatasetVersion again = features.trainingSet(Spine.of(labels, "labels.csv"), "t")
                .join(version)
                .publish("growth/training");
        assertThat(again.files()).isEqualTo(1);
        assertThat(platform.datasets().files(again))
                .extracting(VersionFile::path)
                .containsExactly("part-0.parquet");
    }

    @Test
    void aWorkspaceHoldsSpineAndTrainingSet() {
        features.define(Lake.activity().build());
        FeatureGroupVersion version =
                features.draft("growth/activity").add(visits(1, NOON, 5)).publish();
        DatasetRegistry own = platform.workspace("growth").datasets();
        DatasetVersion labels = own.draft("labels")
                .addBytes("labels.csv", "customer,t\n1,2026-11-23T13:00:00Z\n".getBytes())
                .publish();

        DatasetVersion training = features.trainingSet(Spine.of(labels, "labels.csv"), "t")
                .join(version)
                .publish(own, "training");

        assertThat(own.get("training")).isEqualTo(training);
        assertThat(training.ref().uri()).startsWith("mlp://experiments/growth/datasets/training@1");
        assertThat(training.inputs())
                .containsExactly(new Input(version.ref(), "features"), new Input(labels.ref(), "spine"));
        assertThat(platform.datasets().list()).isEmpty();
        own.fetch(training, folder.resolve("out"));
        assertThat(ParquetRows.read(folder.resolve("out/part-0.parquet")))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("visits", 5L));
    }

    @Test
    void draftsAndSpinesAreOneLine() {
        features.define(Lake.activity().build());
        FeatureGroupVersion version =
                features.draft("growth/activity").add(visits(1, NOON, 5)).publish();
        Spine spine = Spine.records(List.of(point(1, NOON), point(2, NOON)));

        assertThat(features).hasToString("features in mlp://features/");
        assertThat(features.draft("growth/activity")).hasToString("ingest into growth/activity, not published");
        assertThat(spine).hasToString("spine of 2 records");
        assertThat(Spine.csv(Path.of("labels.csv"))).hasToString("spine of 'labels.csv'");
        TrainingSetDraft draft = features.trainingSet(spine, "t");
        assertThat(draft).hasToString("training set of a spine of 2 records by t, no features yet, not published");
        assertThat(draft.join(version))
                .hasToString(
                        "training set of a spine of 2 records by t, features " + version.ref() + ", not published");
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
    void daysBehindTheNewestTimeOfTheSpineAreNotFetched() throws IOException {
        Path lake = folder.resolve("lake");
        try (MlPlatform onDisk = Lake.onDisk(lake)) {
            FeatureRepository stored = FeatureRepository.of(onDisk);
            stored.define(Lake.activity().build());
            FeatureGroupVersion version = stored.draft("growth/activity")
                    .add(visits(1, NOON, 5))
                    .add(visits(1, "2026-11-24T00:00:00Z", 6))
                    .publish();
            try (Stream<Path> files = Files.walk(lake)) {
                for (Path file : files.filter(path -> path.toString().contains("event_date=2026-11-24"))
                        .filter(Files::isRegularFile)
                        .toList()) {
                    Files.delete(file);
                }
            }

            assertThat(stored.trainingSet(Spine.records(List.of(point(1, "2026-11-23T23:59:59.999999Z"))), "t")
                            .join(version)
                            .write(folder.resolve("before.parquet"))
                            .counts()
                            .get("activity_status"))
                    .containsEntry(FeatureStatus.FOUND, 1L);
            assertThatThrownBy(() -> stored.trainingSet(Spine.records(List.of(point(1, "2026-11-24T00:00:00Z"))), "t")
                            .join(version)
                            .write(folder.resolve("after.parquet")))
                    .isInstanceOf(MlPlatformException.class);
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
        assertThat(there).hasContent("precious");
    }
}
