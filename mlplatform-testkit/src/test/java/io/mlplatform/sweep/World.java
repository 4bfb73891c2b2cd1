package io.mlplatform.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.MlPlatform;
import io.mlplatform.Settings;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.experiments.ExperimentWorkspace;
import io.mlplatform.experiments.Run;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.pipelines.PipelineExecution;
import io.mlplatform.pipelines.SourceRevision;
import io.mlplatform.pipelines.StepAttempt;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import io.mlplatform.testkit.RequestKind;
import io.mlplatform.testkit.sweep.Scene;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is there when an operation of the sweep begins: some of everything. */
final class World {

    static final String CHURN = "growth/churn";
    static final String DERIVED = "growth/derived";
    static final String WIDE = "growth/wide";
    static final String PIPELINE = "growth/retrain";
    /** A pipeline whose sources are committed, and not at the fixed key. */
    static final String UNEXPORTED = "growth/unexported";

    /** A dataset and a model of five versions: the first is dead, the third pinned; an unfinished publish left an object. */
    static final String KEPT = "growth/kept";
    /** A dataset and a model to be dropped. */
    static final String SPARE = "growth/spare";
    /** A dataset and a model that are dropped. */
    static final String SHUT = "growth/shut";

    static final String HOLDER = "keeper";

    /** A folder of the store that is no platform's. */
    static final String RAW = "raw/";

    static final Approval BOARD = Approval.by("board");

    /** Numbers of files that end a segment by the hash of their path (format, section 3). */
    private static final int[] BOUNDARIES = {
        1821, 6702, 9062, 20_549, 28_408, 31_305, 32_570, 49_049, 49_727, 65_344, 75_685, 80_539
    };

    private World() {}

    /** The files that operations publish from a disk. */
    static void sources(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("tree/sub"));
        Files.createDirectories(folder.resolve("table/dt=4"));
        Files.writeString(folder.resolve("tree/main.py"), "print(1)\n");
        Files.writeString(folder.resolve("tree/sub/more.py"), "print(2)\n");
        Files.writeString(folder.resolve("tree/notes.txt"), "not code\n");
        Files.writeString(folder.resolve("table/dt=4/c.csv"), "id,x\n5,6\n");
        Files.writeString(folder.resolve("table/dt=4/d.csv"), "id,x\n7,8\n");
        Files.writeString(folder.resolve("model.bin"), "weights");
    }

    static void prepare(Scene scene) {
        MlPlatform ml = scene.ml();
        for (String name : List.of("a", "b")) {
            ObjectKey key = ObjectKey.of(RAW + "dt=6/" + name + ".csv");
            scene.store().put(key, Content.of(bytes("id,x\n6," + name + "\n")), PutCondition.ifAbsent());
        }
        DatasetVersion data = datasets(ml);
        models(ml, data);
        workspace(ml, scene.sources());
        pipelines(scene);
        keeping(scene);
    }

    /** A clean write, which must succeed whatever is there. */
    static void next(Scene scene) {
        DatasetDraft draft = scene.ml().datasets().draft("growth/next");
        DatasetVersion next = draft.addBytes("next.csv", bytes("next")).publish();
        assertThat(scene.ml().datasets().verify(next)).isEmpty();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static DatasetVersion datasets(MlPlatform ml) {
        DatasetVersion first = ml.datasets()
                .draft(CHURN)
                .partitionBy("dt")
                .addBytes("dt=1/a.csv", bytes("id,x\n1,2\n"))
                .message("first")
                .publish();
        DatasetVersion second = ml.datasets()
                .draft(CHURN)
                .addBytes("dt=2/b.csv", bytes("id,x\n3,4\n"))
                .publish();
        ml.datasets().assign(first, "stable");
        ml.datasets()
                .draft(DERIVED)
                .addBytes("t.csv", bytes("id\n1\n"))
                .uses(second, "base")
                .publish();
        DatasetDraft wide = ml.datasets().draft(WIDE);
        String folders = ("d".repeat(200) + "/").repeat(3);
        for (int i : BOUNDARIES) {
            wide.addBytes(folders + i + ".csv", bytes("x")).addBytes(folders + i + "-between.csv", bytes("y"));
        }
        wide.publish();
        return second;
    }

    private static void models(MlPlatform ml, DatasetVersion data) {
        ModelVersion first = ml.models()
                .draft(CHURN)
                .addBytes("model.bin", bytes("1"))
                .uses(data)
                .metric("auc", 0.5)
                .publish();
        ModelVersion second =
                ml.models().draft(CHURN).addBytes("model.bin", bytes("2")).publish();
        ml.models()
                .draft(CHURN)
                .addBytes("model.bin", bytes("2"))
                .addBytes("labels.txt", bytes("a b"))
                .publish();
        ml.models().assign(first, "stable");
        ml.models().assign(first, "production", BOARD);
        ml.models().assign(second, "production", BOARD);
        ml.models().deployed(first, "endpoint/a", Map.of("region", "north"));
    }

    private static void keeping(Scene scene) {
        MlPlatform ml = scene.ml();
        for (String name : List.of("old", "gone", "kept", "newer", "newest")) {
            DatasetDraft data = ml.datasets().draft(KEPT);
            if (name.equals("kept")) {
                data.delete("gone.csv");
            } else {
                data.addBytes(name + ".csv", bytes(name));
            }
            if (name.equals("gone")) {
                data.replace().addBytes("kept.csv", bytes("kept"));
            }
            if (name.equals("newer")) {
                data.replace();
            }
            data.publish();
            ml.models().draft(KEPT).addBytes("model.bin", bytes(name)).publish();
        }
        ml.datasets().pin(ml.datasets().get(KEPT + "@3"), HOLDER);
        ml.models().pin(ml.models().get(KEPT + "@3"), HOLDER);
        Settings withoutGrace =
                Settings.defaults().withActor("sweep").withResends(1).withRetireGrace(Duration.ZERO);
        try (MlPlatform at = scene.builder().settings(withoutGrace).open()) {
            at.datasets().retire(at.datasets().get(KEPT + "@1"));
            at.models().retire(at.models().get(KEPT + "@1"));
        }
        for (String zone : List.of("datasets", "models")) {
            ObjectKey left = ObjectKey.of("here/" + zone + "/" + KEPT + "/data/01j00000000000000000000000/left.bin");
            scene.store().put(left, Content.of(bytes("left")), PutCondition.ifAbsent());
        }
        for (String name : List.of(SPARE, SHUT)) {
            ml.datasets().draft(name).addBytes("a.csv", bytes("a")).publish();
            ml.datasets().draft(name).addBytes("b.csv", bytes("b")).publish();
            ml.models().draft(name).addBytes("model.bin", bytes("1")).publish();
            ml.models().draft(name).addBytes("model.bin", bytes("2")).publish();
        }
        ml.datasets().drop(SHUT);
        ml.models().drop(SHUT);
    }

    private static void workspace(MlPlatform ml, Path sources) {
        ExperimentWorkspace growth = ml.workspace("growth");
        DatasetVersion own = growth.datasets()
                .draft("churn")
                .addBytes("own.csv", bytes("id\n9\n"))
                .publish();
        growth.models()
                .draft("churn")
                .addBytes("model.bin", bytes("own"))
                .uses(own)
                .publish();
        Run good = growth.runs().start("churn/good");
        good.uses(own).param("depth", 6).metric("auc", 0.7, 1).metric("auc", 0.8, 2);
        good.addFile(sources.resolve("model.bin"));
        good.succeed();
        Run bad = growth.runs().start("churn/bad");
        bad.metric("auc", 0.1);
        bad.fail("no luck");
    }

    private static void pipelines(Scene scene) {
        MlPlatform ml = scene.ml();
        SourceRevision source =
                ml.pipelines().sources(PIPELINE).publish(scene.sources().resolve("tree"), "first");
        PipelineExecution done = ml.pipelines().executions(PIPELINE).start("done", source);
        StepAttempt made = done.step("train").parameter("depth", 6).begin();
        made.addBytes("model.bin", bytes("made"))
                .addBytes("report/auc.txt", bytes("0.9"))
                .succeed();
        done.succeed();
        PipelineExecution open = ml.pipelines().executions(PIPELINE).start("open", source);
        open.step("train").begin();
        FaultScriptedStore withoutKey = new FaultScriptedStore(
                scene.store(),
                FaultRule.every(Fault.LOST_REQUEST).of(RequestKind.PUT).on(key -> key.contains("/_exports/current/")));
        try (MlPlatform cut = scene.builder(withoutKey).open()) {
            assertThatThrownBy(() -> cut.pipelines()
                            .sources(UNEXPORTED)
                            .publish(scene.sources().resolve("tree"), "first"))
                    .isInstanceOf(StorageUnavailableException.class);
        }
    }
}
