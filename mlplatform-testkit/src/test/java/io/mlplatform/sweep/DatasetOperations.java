package io.mlplatform.sweep;

import static io.mlplatform.testkit.sweep.Operation.preparedRead;
import static io.mlplatform.testkit.sweep.Operation.preparedWrite;
import static io.mlplatform.testkit.sweep.Operation.read;
import static io.mlplatform.testkit.sweep.Operation.write;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.mlplatform.Column;
import io.mlplatform.Schema;
import io.mlplatform.VersionFileChannel;
import io.mlplatform.VersionRef;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.datasets.FileFilter;
import io.mlplatform.experiments.Run;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.ByteRange;
import io.mlplatform.testkit.sweep.Operation;
import io.mlplatform.testkit.sweep.Scene;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;

/** What {@link DatasetRegistry} and {@link DatasetDraft} do. */
final class DatasetOperations {

    private static final String SECOND = World.CHURN + "@2";

    private DatasetOperations() {}

    static List<Operation> reads() {
        return List.of(
                read(scene -> all(scene).get(World.CHURN + "@stable"), "DatasetRegistry.get(String)"),
                read(scene -> all(scene).get(ref(SECOND)), "DatasetRegistry.get(VersionRef)"),
                read(scene -> all(scene).get(World.CHURN), "DatasetRegistry.get(String)")
                        .with("latest"),
                read(scene -> all(scene).get(World.WIDE), "DatasetRegistry.get(String)")
                        .with("a large root"),
                read(scene -> all(scene).find(World.CHURN + "@2026-11-24T00:00Z"), "DatasetRegistry.find(String)"),
                read(scene -> all(scene).find(World.CHURN + "@7"), "DatasetRegistry.find(String)")
                        .with("absent"),
                read(scene -> all(scene).find(ref(World.CHURN + "@stable")), "DatasetRegistry.find(VersionRef)"),
                read(scene -> all(scene).history(World.CHURN), "DatasetRegistry.history(String)"),
                read(scene -> all(scene).history(World.CHURN, 1), "DatasetRegistry.history(String, int)"),
                read(scene -> all(scene).list(), "DatasetRegistry.list()"),
                of(SECOND, (scene, version) -> all(scene).files(version), "DatasetRegistry.files(DatasetVersion)"),
                of(World.WIDE, (scene, version) -> all(scene).files(version), "DatasetRegistry.files(DatasetVersion)")
                        .with("many segments"),
                of(
                        SECOND,
                        (scene, version) -> all(scene).files(version, FileFilter.partition("dt", "2")),
                        "DatasetRegistry.files(DatasetVersion, FileFilter)"),
                preparedRead(
                        scene -> {
                            DatasetVersion before = all(scene).get(World.CHURN + "@1");
                            DatasetVersion after = all(scene).get(World.WIDE);
                            return () -> all(scene).diff(before, after);
                        },
                        "DatasetRegistry.diff(DatasetVersion, DatasetVersion)"),
                of(
                        SECOND,
                        (scene, version) -> {
                            all(scene).fetch(version, scene.folder());
                            return "fetched";
                        },
                        "DatasetRegistry.fetch(DatasetVersion, Path)"),
                of(
                        SECOND,
                        (scene, version) -> {
                            all(scene).fetch(version, FileFilter.prefix("dt=2/"), scene.folder());
                            return "fetched";
                        },
                        "DatasetRegistry.fetch(DatasetVersion, FileFilter, Path)"),
                of(
                        SECOND,
                        (scene, version) -> text(all(scene).open(version, "dt=2/b.csv")),
                        "DatasetRegistry.open(DatasetVersion, String)"),
                of(
                        SECOND,
                        (scene, version) -> everyWay(all(scene).openChannel(version, "dt=2/b.csv")),
                        "DatasetRegistry.openChannel(DatasetVersion, String)"),
                of(
                        SECOND,
                        (scene, version) ->
                                all(scene).preview(version, "dt=2/b.csv", 10).toString(),
                        "DatasetRegistry.preview(DatasetVersion, String, int)"),
                of(SECOND, (scene, version) -> all(scene).verify(version), "DatasetRegistry.verify(DatasetVersion)")
                        .mayConfess(problems -> !problems.equals(List.of())));
    }

    static List<Operation> publishes() {
        return List.of(
                published(scene -> own(scene).message("own"), "DatasetDraft.addBytes(String, byte[])"),
                write(
                                scene -> Effects.dataset(scene.ml().datasets(), World.CHURN),
                                scene -> own(scene).publish(),
                                "DatasetDraft.publish()")
                        .with("the first")
                        .inAnEmptyStore(),
                published(
                        scene -> all(scene)
                                .draft(World.CHURN)
                                .partitionBy("dt")
                                .addFile(scene.sources().resolve("table/dt=4/c.csv"), "dt=4/c.csv"),
                        "DatasetDraft.addFile(Path, String)",
                        "DatasetDraft.partitionBy(String[])"),
                published(
                        scene -> all(scene)
                                .draft(World.CHURN)
                                .addFiles(scene.sources().resolve("table"), "**/*.csv"),
                        "DatasetDraft.addFiles(Path, String)"),
                published(scene -> own(scene).replace(), "DatasetDraft.replace()"),
                published(
                        scene -> all(scene)
                                .draft(World.CHURN)
                                .addBytes("dt=2/other.csv", World.bytes("id,x\n"))
                                .overwritePartitions(),
                        "DatasetDraft.overwritePartitions()"),
                published(scene -> all(scene).draft(World.CHURN).delete("dt=1/a.csv"), "DatasetDraft.delete(String)"),
                published(
                        scene -> all(scene).draft(World.CHURN).delete(FileFilter.partition("dt", "2")),
                        "DatasetDraft.delete(FileFilter)"),
                published(
                        scene -> all(scene).draft(World.CHURN).importFrom(raw(scene), "**/*.csv"),
                        "DatasetDraft.importFrom(String, String)"),
                write(
                        // Never shown as verified: what is referred to is others'.
                        scene -> Effects.paths(all(scene), "growth/referring"),
                        scene -> all(scene)
                                .draft("growth/referring")
                                .addReferences(raw(scene), "**/*.csv")
                                .publish(),
                        "DatasetDraft.addReferences(String, String)"),
                published(
                        scene -> own(scene).schema(Schema.of(Column.required("id", "int64"))),
                        "DatasetDraft.schema(Schema)"),
                published(scene -> own(scene).token("engine", 1, 0), "DatasetDraft.token(String, long, long)"),
                preparedWrite(
                                scene -> Effects.dataset(scene.ml().datasets(), World.WIDE),
                                scene -> {
                                    DatasetDraft draft =
                                            all(scene).draft(World.WIDE).addBytes("own.csv", World.bytes("own"));
                                    return draft::publish;
                                },
                                "DatasetDraft.publish()")
                        .with("many segments"),
                preparedWrite(
                                scene -> Effects.churn(scene.ml()),
                                scene -> {
                                    ModelVersion model = scene.ml().models().get(World.CHURN);
                                    DatasetDraft draft = own(scene).uses(model);
                                    for (int i = 0; i < 65; i++) {
                                        draft.uses(model, "role-" + i);
                                    }
                                    return draft::publish;
                                },
                                "DatasetDraft.uses(EntityVersion, String)",
                                "DatasetDraft.uses(EntityVersion)")
                        .with("a document of inputs"),
                preparedWrite(
                                scene -> Effects.churn(scene.ml()),
                                scene -> {
                                    Run run = scene.ml()
                                            .workspace("growth")
                                            .runs()
                                            .start("churn/made");
                                    run.param("depth", 1);
                                    return () -> own(scene).from(run).publish().version();
                                },
                                "DatasetDraft.from(Producer)",
                                "DatasetDraft.message(String)")
                        .mayStopAt()
                        .whollyBy(unknown -> unknown.entity().startsWith("mlp://datasets/")));
    }

    static List<Operation> writes() {
        return List.of(
                changed(
                        SECOND,
                        (scene, version) -> all(scene).assign(version, "fresh"),
                        "DatasetRegistry.assign(DatasetVersion, String)"),
                write(
                        scene -> Effects.churn(scene.ml()),
                        scene -> all(scene).removeAlias(World.CHURN, "stable"),
                        "DatasetRegistry.removeAlias(String, String)"),
                preparedWrite(
                        scene -> Effects.dataset(all(scene), "growth/promoted"),
                        scene -> {
                            DatasetVersion own =
                                    scene.ml().workspace("growth").datasets().get("churn");
                            return () ->
                                    all(scene).promote(own, "growth/promoted").version();
                        },
                        "DatasetRegistry.promote(DatasetVersion, String)"),
                copied(
                        World.CHURN,
                        (scene, version) -> all(scene).copy(version, scene.there()),
                        "DatasetRegistry.copy(DatasetVersion, MlPlatform)"),
                copied(
                        "growth/other",
                        (scene, version) -> all(scene).copy(version, scene.there(), "growth/other"),
                        "DatasetRegistry.copy(DatasetVersion, MlPlatform, String)"));
    }

    interface About {
        Object ask(Scene scene, DatasetVersion version) throws Exception;
    }

    interface Change {
        void make(Scene scene, DatasetVersion version);
    }

    interface Draft {
        DatasetDraft in(Scene scene);
    }

    private static Operation of(String ref, About about, String... methods) {
        return preparedRead(
                scene -> {
                    DatasetVersion version = all(scene).get(ref);
                    return () -> about.ask(scene, version);
                },
                methods);
    }

    private static Operation changed(String ref, Change change, String... methods) {
        return preparedWrite(
                scene -> Effects.churn(scene.ml()),
                scene -> {
                    DatasetVersion version = all(scene).get(ref);
                    return () -> {
                        change.make(scene, version);
                        return "done";
                    };
                },
                methods);
    }

    private static Operation copied(String name, Change change, String method) {
        return preparedWrite(
                        scene -> Effects.dataset(scene.there().datasets(), name),
                        scene -> {
                            DatasetVersion version = all(scene).get(SECOND);
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
        all[methods.length] = "DatasetDraft.publish()";
        return write(
                scene -> Effects.churn(scene.ml()), scene -> draft.in(scene).publish(), all);
    }

    private static String raw(Scene scene) {
        return scene.store().location() + "/" + World.RAW;
    }

    private static DatasetDraft own(Scene scene) {
        return all(scene).draft(World.CHURN).addBytes("dt=3/own.csv", World.bytes("id,x\n"));
    }

    private static DatasetRegistry all(Scene scene) {
        return scene.ml().datasets();
    }

    private static VersionRef ref(String text) {
        return VersionRef.parse("mlp://datasets/" + text);
    }

    /** What the channel's file holds, as each way of reading tells it. */
    static List<String> everyWay(VersionFileChannel opened) throws Exception {
        try (VersionFileChannel channel = opened) {
            ByteBuffer behind = ByteBuffer.allocate(2);
            channel.read(behind, 1);
            List<String> texts =
                    new ArrayList<>(List.of(UTF_8.decode(behind.flip()).toString()));
            channel.readRanges(List.of(ByteRange.of(0, 1), ByteRange.of(2, 100)))
                    .forEach(buffer -> texts.add(UTF_8.decode(buffer).toString()));
            texts.add(text(Channels.newInputStream(channel)));
            return texts;
        }
    }

    static String text(InputStream stream) throws Exception {
        try (InputStream in = stream) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
