package io.mlplatform.sweep;

import static io.mlplatform.testkit.sweep.Operation.preparedRead;
import static io.mlplatform.testkit.sweep.Operation.preparedWrite;
import static io.mlplatform.testkit.sweep.Operation.read;
import static io.mlplatform.testkit.sweep.Operation.write;

import io.mlplatform.VersionRef;
import io.mlplatform.experiments.Run;
import io.mlplatform.models.ModelDraft;
import io.mlplatform.models.ModelSignature;
import io.mlplatform.models.ModelStore;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.models.TensorSpec;
import io.mlplatform.testkit.sweep.Operation;
import io.mlplatform.testkit.sweep.Scene;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What {@link ModelStore} and {@link ModelDraft} do. */
final class ModelOperations {

    private static final String FIRST = World.CHURN + "@1";
    private static final String SHARING = World.CHURN + "@3";

    private ModelOperations() {}

    static List<Operation> reads() {
        return List.of(
                read(scene -> all(scene).get(World.CHURN + "@production"), "ModelStore.get(String)"),
                read(scene -> all(scene).get(ref(FIRST)), "ModelStore.get(VersionRef)"),
                read(scene -> all(scene).find(World.CHURN + "@stable"), "ModelStore.find(String)"),
                read(scene -> all(scene).find(ref(World.CHURN + "@production")), "ModelStore.find(VersionRef)"),
                read(scene -> all(scene).history(World.CHURN), "ModelStore.history(String)"),
                read(scene -> all(scene).history(World.CHURN, 2), "ModelStore.history(String, int)"),
                read(scene -> all(scene).list(), "ModelStore.list()"),
                read(scene -> all(scene).audit(World.CHURN, "production"), "ModelStore.audit(String, String)"),
                read(scene -> all(scene).audit(World.CHURN, "production", 1), "ModelStore.audit(String, String, int)"),
                read(scene -> all(scene).deployments(World.CHURN), "ModelStore.deployments(String)"),
                of(SHARING, (scene, version) -> all(scene).files(version), "ModelStore.files(ModelVersion)"),
                of(
                        SHARING,
                        (scene, version) -> {
                            all(scene).fetch(version, scene.folder());
                            return "fetched";
                        },
                        "ModelStore.fetch(ModelVersion, Path)"),
                of(
                        SHARING,
                        (scene, version) -> DatasetOperations.text(all(scene).open(version, "model.bin")),
                        "ModelStore.open(ModelVersion, String)"),
                of(
                        SHARING,
                        (scene, version) ->
                                DatasetOperations.everyWay(all(scene).openChannel(version, "model.bin")),
                        "ModelStore.openChannel(ModelVersion, String)"),
                of(SHARING, (scene, version) -> all(scene).verify(version), "ModelStore.verify(ModelVersion)")
                        .mayConfess(problems -> !problems.equals(List.of())),
                // Once it stands it stays: a second export of one folder finds the first one's file.
                of(
                        SHARING,
                        (scene, version) -> {
                            Path target = scene.folder().resolve("model.tar.gz");
                            Files.createDirectories(scene.folder());
                            Files.deleteIfExists(target);
                            return all(scene).exportTarGz(version, target);
                        },
                        "ModelStore.exportTarGz(ModelVersion, Path)"),
                of(
                        FIRST,
                        (scene, version) -> all(scene).exportPrefix(version),
                        "ModelStore.exportPrefix(ModelVersion)"));
    }

    static List<Operation> writes() {
        return List.of(
                published(scene -> drafted(scene), "ModelDraft.addBytes(String, byte[])"),
                published(
                        scene -> drafted(scene)
                                .addFile(scene.sources().resolve("model.bin"))
                                .addFile(scene.sources().resolve("model.bin"), "second.bin")
                                .addFiles(scene.sources().resolve("tree"), "**/*.py"),
                        "ModelDraft.addFile(Path)",
                        "ModelDraft.addFile(Path, String)",
                        "ModelDraft.addFiles(Path, String)"),
                published(
                        scene -> drafted(scene)
                                .framework("onnx", "1.17")
                                .signature(new ModelSignature(
                                        List.of(new TensorSpec("x", "float32", List.of(-1L, 4L))),
                                        List.of(new TensorSpec("y", "float32", List.of(-1L)))))
                                .card("# A model")
                                .card("intended use", "churn")
                                .image("registry/model@sha256:" + "a".repeat(64))
                                .metric("auc", 0.9)
                                .message("described"),
                        "ModelDraft.framework(String, String)",
                        "ModelDraft.signature(ModelSignature)",
                        "ModelDraft.card(String)",
                        "ModelDraft.card(String, String)",
                        "ModelDraft.image(String)",
                        "ModelDraft.metric(String, double)",
                        "ModelDraft.message(String)"),
                preparedWrite(
                                scene -> Effects.churnModel(scene.ml()),
                                scene -> {
                                    ModelVersion first = all(scene).get(FIRST);
                                    Run run = scene.ml()
                                            .workspace("growth")
                                            .runs()
                                            .start("churn/made");
                                    run.uses(first).param("depth", 1);
                                    return () -> drafted(scene)
                                            .uses(first)
                                            .uses(first, "warm start")
                                            .from(run)
                                            .publish()
                                            .version();
                                },
                                "ModelDraft.publish()",
                                "ModelDraft.from(Producer)",
                                "ModelDraft.uses(EntityVersion)",
                                "ModelDraft.uses(EntityVersion, String)")
                        .with("of a run")
                        .mayStopAt()
                        .whollyBy(unknown -> unknown.entity().startsWith("mlp://models/")),
                changed(
                        FIRST,
                        (scene, version) -> all(scene).assign(version, "fresh"),
                        "ModelStore.assign(ModelVersion, String)"),
                changed(
                                FIRST,
                                (scene, version) -> all(scene).assign(version, "production", World.BOARD),
                                "ModelStore.assign(ModelVersion, String, Approval)")
                        .mayStopAt()
                        .whollyBy(unknown -> unknown.entity().endsWith("@production")),
                changed(
                                World.CHURN + "@2",
                                (scene, version) -> all(scene).rollback(version, "production", World.BOARD),
                                "ModelStore.rollback(ModelVersion, String, Approval)")
                        .mayStopAt()
                        .whollyBy(unknown -> unknown.entity().endsWith("@production")),
                changed(
                        FIRST,
                        (scene, version) -> all(scene).deployed(version, "endpoint/b", Map.of("region", "south")),
                        "ModelStore.deployed(ModelVersion, String, Map)"),
                write(
                        scene -> Effects.churnModel(scene.ml()),
                        scene -> all(scene).undeployed(World.CHURN, "endpoint/a"),
                        "ModelStore.undeployed(String, String)"),
                write(
                        scene -> Effects.churnModel(scene.ml()),
                        scene -> all(scene).removeAlias(World.CHURN, "stable"),
                        "ModelStore.removeAlias(String, String)"),
                preparedWrite(
                        scene -> Effects.model(all(scene), "growth/promoted"),
                        scene -> {
                            ModelVersion own =
                                    scene.ml().workspace("growth").models().get("churn");
                            return () ->
                                    all(scene).promote(own, "growth/promoted").version();
                        },
                        "ModelStore.promote(ModelVersion, String)"),
                copied(
                        World.CHURN,
                        (scene, version) -> all(scene).copy(version, scene.there()),
                        "ModelStore.copy(ModelVersion, MlPlatform)"),
                copied(
                        "growth/other",
                        (scene, version) -> all(scene).copy(version, scene.there(), "growth/other"),
                        "ModelStore.copy(ModelVersion, MlPlatform, String)"),
                exported());
    }

    interface About {
        Object ask(Scene scene, ModelVersion version) throws Exception;
    }

    interface Change {
        void make(Scene scene, ModelVersion version);
    }

    interface Draft {
        ModelDraft in(Scene scene);
    }

    // A version that shares a file with an earlier one is copied, file by file.
    private static Operation exported() {
        return preparedWrite(
                        scene -> Effects.objects(scene.store(), "here/models/" + World.CHURN + "/_exports/"),
                        scene -> {
                            ModelVersion sharing = all(scene).get(SHARING);
                            return () -> all(scene).exportPrefix(sharing);
                        },
                        "ModelStore.exportPrefix(ModelVersion)")
                .with("of shared files")
                .mayStopAt(1, 2)
                .convergesWhenRepeated();
    }

    private static Operation of(String ref, About about, String... methods) {
        return preparedRead(
                scene -> {
                    ModelVersion version = all(scene).get(ref);
                    return () -> about.ask(scene, version);
                },
                methods);
    }

    private static Operation changed(String ref, Change change, String... methods) {
        return preparedWrite(
                scene -> Effects.churnModel(scene.ml()),
                scene -> {
                    ModelVersion version = all(scene).get(ref);
                    return () -> {
                        change.make(scene, version);
                        return "done";
                    };
                },
                methods);
    }

    private static Operation copied(String name, Change change, String method) {
        return preparedWrite(
                        scene -> Effects.model(scene.there().models(), name),
                        scene -> {
                            ModelVersion version = all(scene).get(FIRST);
                            return () -> {
                                change.make(scene, version);
                                return "done";
                            };
                        },
                        method)
                .settledThere();
    }

    private static Operation published(Draft draft, String... methods) {
        String[] all = new String[methods.length + 1];
        System.arraycopy(methods, 0, all, 0, methods.length);
        all[methods.length] = "ModelDraft.publish()";
        return write(
                scene -> Effects.churnModel(scene.ml()),
                scene -> draft.in(scene).publish(),
                all);
    }

    private static ModelDraft drafted(Scene scene) {
        return all(scene).draft(World.CHURN).addBytes("new.bin", World.bytes("new"));
    }

    private static ModelStore all(Scene scene) {
        return scene.ml().models();
    }

    private static VersionRef ref(String text) {
        return VersionRef.parse("mlp://models/" + text);
    }
}
