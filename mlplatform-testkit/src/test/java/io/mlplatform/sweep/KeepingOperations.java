package io.mlplatform.sweep;

import static io.mlplatform.testkit.sweep.Operation.preparedWrite;
import static io.mlplatform.testkit.sweep.Operation.write;

import io.mlplatform.collection.RetentionRule;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.ModelStore;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.testkit.sweep.Operation;
import io.mlplatform.testkit.sweep.Scene;
import java.util.ArrayList;
import java.util.List;

/** How versions are kept and given up by {@link DatasetRegistry} and {@link ModelStore}. */
final class KeepingOperations {

    private static final String SECOND = World.KEPT + "@2";
    private static final String HELD = World.KEPT + "@3";
    private static final RetentionRule NEWEST = RetentionRule.keepLast(1);

    private KeepingOperations() {}

    static List<Operation> ofDatasets() {
        return List.of(
                data(SECOND, DatasetRegistry::retire, "DatasetRegistry.retire(DatasetVersion)"),
                data(
                        SECOND,
                        (datasets, version) -> datasets.pin(version, "someone"),
                        "DatasetRegistry.pin(DatasetVersion, String)"),
                data(
                        HELD,
                        (datasets, version) -> datasets.unpin(version, World.HOLDER),
                        "DatasetRegistry.unpin(DatasetVersion, String)"),
                byRule(
                        Zone.DATASETS,
                        scene -> scene.ml().datasets().retire(World.KEPT, NEWEST),
                        "DatasetRegistry.retire(String, RetentionRule)"),
                dropping(
                        Zone.DATASETS,
                        scene -> scene.ml().datasets().drop(World.SPARE),
                        "DatasetRegistry.drop(String)"),
                write(
                        scene -> Effects.kept(scene.ml(), Zone.DATASETS, World.SHUT),
                        scene -> scene.ml().datasets().reopen(World.SHUT),
                        "DatasetRegistry.reopen(String)"));
    }

    static List<Operation> ofModels() {
        return List.of(
                model(SECOND, ModelStore::retire, "ModelStore.retire(ModelVersion)"),
                model(
                        SECOND,
                        (models, version) -> models.pin(version, "someone"),
                        "ModelStore.pin(ModelVersion, String)"),
                model(
                        HELD,
                        (models, version) -> models.unpin(version, World.HOLDER),
                        "ModelStore.unpin(ModelVersion, String)"),
                byRule(
                        Zone.MODELS,
                        scene -> scene.ml().models().retire(World.KEPT, NEWEST),
                        "ModelStore.retire(String, RetentionRule)"),
                dropping(Zone.MODELS, scene -> scene.ml().models().drop(World.SPARE), "ModelStore.drop(String)"),
                write(
                        scene -> Effects.kept(scene.ml(), Zone.MODELS, World.SHUT),
                        scene -> scene.ml().models().reopen(World.SHUT),
                        "ModelStore.reopen(String)"));
    }

    interface DatasetChange {
        void make(DatasetRegistry datasets, DatasetVersion version);
    }

    interface ModelChange {
        void make(ModelStore models, ModelVersion version);
    }

    interface Rule {
        long apply(Scene scene);
    }

    private static Operation data(String ref, DatasetChange change, String method) {
        return preparedWrite(
                scene -> Effects.kept(scene.ml(), Zone.DATASETS, World.KEPT),
                scene -> {
                    DatasetVersion version = scene.ml().datasets().get(ref);
                    return () -> {
                        change.make(scene.ml().datasets(), version);
                        return "done";
                    };
                },
                method);
    }

    private static Operation model(String ref, ModelChange change, String method) {
        return preparedWrite(
                scene -> Effects.kept(scene.ml(), Zone.MODELS, World.KEPT),
                scene -> {
                    ModelVersion version = scene.ml().models().get(ref);
                    return () -> {
                        change.make(scene.ml().models(), version);
                        return "done";
                    };
                },
                method);
    }

    // The second version and the fourth, an entry each, as the third is pinned.
    private static Operation byRule(Zone zone, Rule rule, String method) {
        return preparedWrite(
                        scene -> Effects.kept(scene.ml(), zone, World.KEPT), scene -> () -> rule.apply(scene), method)
                .mayStopAt(
                        stage(5, "pinned 3", "retired 1", "retired 2"),
                        stage(5, "pinned 3", "retired 1", "retired 2", "retired 4"))
                .convergesWhenRepeated();
    }

    private static Operation dropping(Zone zone, Operation.Write drop, String method) {
        return write(scene -> Effects.kept(scene.ml(), zone, World.SPARE), drop, method)
                .mayStopAt(stage(3), stage(3, "retired"))
                .convergesWhenRepeated();
    }

    /** What the log tells by then. */
    static List<String> stage(int published, String... entries) {
        List<String> stage = new ArrayList<>();
        for (int version = 1; version <= published; version++) {
            stage.add("published " + version);
        }
        stage.addAll(List.of(entries));
        return stage;
    }
}
