package io.mlplatform.features;

import static io.mlplatform.features.Lake.visits;
import static io.mlplatform.testkit.sweep.Operation.preparedRead;
import static io.mlplatform.testkit.sweep.Operation.preparedWrite;
import static io.mlplatform.testkit.sweep.Operation.read;
import static io.mlplatform.testkit.sweep.Operation.write;

import io.mlplatform.NotFoundException;
import io.mlplatform.VersionFile;
import io.mlplatform.VersionRef;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.Zone;
import io.mlplatform.testkit.sweep.Operation;
import io.mlplatform.testkit.sweep.Scene;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All that {@link FeatureRepository} does: a new method is swept by being listed here. */
final class FeatureOperations {

    static final String ACTIVITY = "growth/activity";
    static final List<Operation> ALL =
            Stream.of(reads(), writes()).flatMap(List::stream).toList();

    private static final String NOON = "2026-11-23T12:00:00Z";
    private static final String SECOND = ACTIVITY + "@2";
    private static final String RAW = "growth/raw";
    private static final String TRAINING = "growth/training";

    private FeatureOperations() {}

    /** A group of two versions with an alias, the second with its statistics. */
    static void prepare(Scene scene) {
        FeatureRepository features = all(scene);
        features.define(Lake.activity().build());
        features.draft(ACTIVITY).add(visits(1, NOON, 5)).publish();
        FeatureGroupVersion second =
                features.draft(ACTIVITY).add(visits(2, NOON, 6)).publish();
        features.assign(second, "stable");
        scene.ml()
                .datasets()
                .draft(RAW)
                .addBytes("a.csv", ("customer,at,visits\n3," + NOON + ",7\n").getBytes(StandardCharsets.UTF_8))
                .publish();
        features.statistics(second);
    }

    static FeatureRepository all(Scene scene) {
        return FeatureRepository.of(scene.ml());
    }

    private static List<Operation> reads() {
        return List.of(
                read(scene -> all(scene).get(ACTIVITY + "@stable"), "FeatureRepository.get(String)"),
                read(scene -> all(scene).get(ref(SECOND)), "FeatureRepository.get(VersionRef)"),
                read(scene -> all(scene).find(ACTIVITY + "@7"), "FeatureRepository.find(String)"),
                read(scene -> all(scene).find(ref(SECOND)), "FeatureRepository.find(VersionRef)"),
                read(scene -> all(scene).group(ACTIVITY), "FeatureRepository.group(String)"),
                read(scene -> all(scene).history(ACTIVITY), "FeatureRepository.history(String)"),
                read(scene -> all(scene).history(ACTIVITY, 1), "FeatureRepository.history(String, int)"),
                read(scene -> all(scene).list(), "FeatureRepository.list()"),
                read(scene -> all(scene).search("visits"), "FeatureRepository.search(String)")
                        .mayConfess(FeatureOperations::namesWhatIsMissing),
                read(scene -> all(scene).search(FeatureQuery.all()), "FeatureRepository.search(FeatureQuery)")
                        .mayConfess(FeatureOperations::namesWhatIsMissing),
                of(
                        (scene, version) -> all(scene).statistics(version),
                        "FeatureRepository.statistics(FeatureGroupVersion)"),
                preparedRead(
                        scene -> {
                            FeatureGroupVersion first = all(scene).get(ACTIVITY + "@1");
                            FeatureGroupVersion second = all(scene).get(SECOND);
                            return () -> all(scene).drift(first, second).toString();
                        },
                        "FeatureRepository.drift(FeatureGroupVersion, FeatureGroupVersion)",
                        "FeatureRepository.drift(FeatureGroup, FeatureSample, FeatureSample, DriftThresholds)"),
                of((scene, version) -> all(scene).page(version).html(), "FeatureRepository.page(FeatureGroupVersion)"),
                of((scene, version) -> all(scene).files(version), "FeatureRepository.files(FeatureGroupVersion)"),
                of(
                        (scene, version) -> {
                            all(scene).fetch(version, scene.folder());
                            return "fetched";
                        },
                        "FeatureRepository.fetch(FeatureGroupVersion, Path)"),
                of(
                        (scene, version) -> {
                            List<OfflineRow> rows = new ArrayList<>();
                            all(scene)
                                    .latest(
                                            version,
                                            Instant.EPOCH,
                                            Instant.parse(NOON).plusSeconds(1),
                                            rows::add);
                            return rows;
                        },
                        "FeatureRepository.latest(FeatureGroupVersion, Instant, Instant, Consumer)"),
                of((scene, version) -> all(scene).verify(version), "FeatureRepository.verify(FeatureGroupVersion)")
                        .mayConfess(problems -> !problems.equals(List.of())),
                of(
                        (scene, version) -> {
                            Path file = Files.createDirectories(scene.folder()).resolve("joined.parquet");
                            // A file that is there is refused.
                            Files.deleteIfExists(file);
                            return joined(scene, version).write(file).toString();
                        },
                        "TrainingSetDraft.write(Path)"),
                of(
                        (scene, version) -> {
                            List<Object> rows = new ArrayList<>();
                            joined(scene, version).forEach(rows::add);
                            return rows;
                        },
                        "TrainingSetDraft.forEach(Consumer)"));
    }

    private static List<Operation> writes() {
        return List.of(
                write(
                        FeatureOperations::group,
                        scene -> all(scene)
                                .define(Lake.activity()
                                        .feature("spend", FeatureType.DOUBLE)
                                        .build()),
                        "FeatureRepository.define(FeatureGroup)"),
                write(
                                FeatureOperations::group,
                                scene -> all(scene).define(Lake.activity().build()),
                                "FeatureRepository.define(FeatureGroup)")
                        .with("the first")
                        .inAnEmptyStore(),
                write(
                        FeatureOperations::versions,
                        scene -> all(scene)
                                .draft(ACTIVITY)
                                .add(visits(3, NOON, 7))
                                .delete(Map.of("customer", 1L), Lake.NOW)
                                .message("third")
                                .publish(),
                        "FeatureDraft.publish()"),
                write(
                                FeatureOperations::versions,
                                scene -> all(scene)
                                        .draft(ACTIVITY)
                                        .addAll(List.of(visits(3, NOON, 7)).iterator())
                                        .token("spark", 1, 0)
                                        .publish(),
                                "FeatureDraft.publish()")
                        .with("a token"),
                preparedWrite(
                                FeatureOperations::versions,
                                scene -> {
                                    DatasetVersion raw = scene.ml().datasets().get(RAW);
                                    return () -> {
                                        all(scene)
                                                .draft(ACTIVITY)
                                                .addDataset(raw)
                                                .publish();
                                        return "done";
                                    };
                                },
                                "FeatureDraft.publish()")
                        .with("a dataset"),
                write(
                        FeatureOperations::versions,
                        scene -> all(scene).compact(ACTIVITY),
                        "FeatureRepository.compact(String)"),
                preparedWrite(
                        FeatureOperations::aliases,
                        scene -> {
                            FeatureGroupVersion first = all(scene).get(ACTIVITY + "@1");
                            return () -> {
                                all(scene).assign(first, "stable");
                                return "done";
                            };
                        },
                        "FeatureRepository.assign(FeatureGroupVersion, String)"),
                write(
                        FeatureOperations::aliases,
                        scene -> all(scene).removeAlias(ACTIVITY, "stable"),
                        "FeatureRepository.removeAlias(String, String)"),
                publishing(
                        (scene, version) -> joined(scene, version).publish(TRAINING),
                        "TrainingSetDraft.publish(String)"),
                publishing(
                        (scene, version) ->
                                joined(scene, version).publish(scene.ml().datasets(), TRAINING),
                        "TrainingSetDraft.publish(DatasetRegistry, String)"));
    }

    private static boolean namesWhatIsMissing(Object hits) {
        return !((FeatureHits) hits).unread().isEmpty()
                || !((FeatureHits) hits).unseen().isEmpty();
    }

    private interface Question {
        Object of(Scene scene, FeatureGroupVersion version) throws Exception;
    }

    private static Operation of(Question question, String method) {
        return preparedRead(
                scene -> {
                    FeatureGroupVersion version = all(scene).get(SECOND);
                    return () -> question.of(scene, version);
                },
                method);
    }

    private static Operation publishing(Question publish, String method) {
        return preparedWrite(
                FeatureOperations::training,
                scene -> {
                    FeatureGroupVersion version = all(scene).get(SECOND);
                    return () -> {
                        publish.of(scene, version);
                        return "done";
                    };
                },
                method);
    }

    private static TrainingSetDraft joined(Scene scene, FeatureGroupVersion version) {
        Spine spine = Spine.records(List.of(Lake.point(2, "2026-11-23T13:00:00Z")));
        return all(scene).trainingSet(spine, "t").join(version);
    }

    private static VersionRef ref(String text) {
        return VersionRef.parse(text, Zone.FEATURES);
    }

    private static Object group(Scene scene) {
        try {
            return all(scene).group(ACTIVITY).features();
        } catch (NotFoundException e) {
            return "none";
        }
    }

    private static Object versions(Scene scene) {
        FeatureRepository features = all(scene);
        FeatureGroupVersion latest = features.get(ACTIVITY);
        return latest.version() + " " + latest.ingested() + features.verify(latest);
    }

    private static Object aliases(Scene scene) {
        return all(scene).find(ACTIVITY + "@stable").map(FeatureGroupVersion::version);
    }

    private static Object training(Scene scene) {
        DatasetRegistry datasets = scene.ml().datasets();
        return datasets.find(TRAINING)
                .map(version -> describe(datasets, version))
                .orElse("none");
    }

    private static String describe(DatasetRegistry datasets, DatasetVersion version) {
        return version.version() + " " + version.inputs().size()
                + datasets.files(version).stream().map(VersionFile::path).toList() + datasets.verify(version);
    }
}
