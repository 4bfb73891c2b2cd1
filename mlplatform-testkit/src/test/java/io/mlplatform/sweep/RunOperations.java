package io.mlplatform.sweep;

import static io.mlplatform.testkit.sweep.Operation.preparedRead;
import static io.mlplatform.testkit.sweep.Operation.preparedWrite;
import static io.mlplatform.testkit.sweep.Operation.write;

import io.mlplatform.experiments.MetricOrder;
import io.mlplatform.experiments.MetricPoint;
import io.mlplatform.experiments.Run;
import io.mlplatform.experiments.RunSettings;
import io.mlplatform.experiments.Runs;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.testkit.sweep.Operation;
import io.mlplatform.testkit.sweep.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What {@link Runs} and {@link Run} do. */
final class RunOperations {

    private RunOperations() {}

    static List<Operation> reads() {
        return List.of(
                about((runs, name) -> runs.get(name), "Runs.get(String)"),
                about((runs, name) -> runs.find(name), "Runs.find(String)"),
                about((runs, name) -> runs.list(), "Runs.list()"),
                about((runs, name) -> runs.list("churn"), "Runs.list(String)"),
                about((runs, name) -> runs.compare(name, name), "Runs.compare(String[])"),
                about((runs, name) -> runs.leaderboard("churn", "auc"), "Runs.leaderboard(String, String)"),
                about(
                        (runs, name) -> runs.leaderboard("churn", "auc", MetricOrder.LOWEST_FIRST),
                        "Runs.leaderboard(String, String, MetricOrder)"),
                about((runs, name) -> runs.points(name, "auc"), "Runs.points(String, String)"),
                about(
                        (runs, name) -> {
                            List<MetricPoint> points = new ArrayList<>();
                            runs.eachPoint(name, points::add);
                            return points;
                        },
                        "Runs.eachPoint(String, Consumer)"),
                about((runs, name) -> runs.files(name), "Runs.files(String)"),
                about(
                        (runs, name) -> DatasetOperations.text(runs.open(name, "model.bin")),
                        "Runs.open(String, String)"),
                about(
                        (runs, name) -> DatasetOperations.everyWay(runs.openChannel(name, "model.bin")),
                        "Runs.openChannel(String, String)"));
    }

    static List<Operation> beginnings() {
        return List.of(
                write(
                        scene -> Effects.runs(scene.ml(), "churn/new"),
                        scene -> runs(scene).start("churn/new"),
                        "Runs.start(String)"),
                // Taken over by one entry; what is read behind it may fail, and then it is to be taken over again.
                preparedWrite(
                                scene -> Effects.runs(scene.ml(), "churn/bad"),
                                scene -> {
                                    String bad = named(runs(scene), "/churn/bad-");
                                    return () -> runs(scene).resume(bad).name();
                                },
                                "Runs.resume(String)")
                        .mayStopAt("RUNNING  {}{auc=0.1}{} 1 points [environment.json, " + PART + "]")
                        .whollyBy(unknown -> true)
                        .convergesWhenRepeated(),
                write(
                                scene -> Effects.runs(scene.ml(), "churn/new"),
                                scene -> runs(scene).run("churn/new", run -> run.metric("auc", 0.5)),
                                "Runs.run(String, RunBody)")
                        .mayStopAt(
                                "RUNNING  {}{}{} 0 points [environment.json]",
                                "RUNNING  {}{auc=0.5}{} 1 points [environment.json, " + PART + "]"));
    }

    static List<Operation> writes() {
        return List.of(
                held(
                        run -> run.metric("auc", 0.5),
                        (scene, run) -> run.flush(),
                        "Run.flush()",
                        "Run.metric(String, double)"),
                held(
                                (scene, run) -> {
                                    // Each point has 100 bytes or so: the batch is full before they end.
                                    for (int step = 0; step < 12; step++) {
                                        run.metric("auc", 0.5, step);
                                    }
                                    run.flush();
                                },
                                "Run.metric(String, double, long)")
                        .notRepeated(),
                held(
                        (scene, run) ->
                                run.tag("colour", "red").note("in words").flush(),
                        "Run.tag(String, String)",
                        "Run.note(String)"),
                held(
                        (scene, run) -> run.param("a", "b")
                                .param("c", 1)
                                .param("d", true)
                                .flush(),
                        "Run.param(String, String)",
                        "Run.param(String, Number)",
                        "Run.param(String, Boolean)"),
                using(),
                held((scene, run) -> run.addFile(scene.sources().resolve("model.bin")), "Run.addFile(Path)"),
                held(
                        (scene, run) -> run.addFile(scene.sources().resolve("model.bin"), "other.bin"),
                        "Run.addFile(Path, String)"),
                held(
                        (scene, run) -> run.addFiles(scene.sources().resolve("tree"), "**/*.py"),
                        "Run.addFiles(Path, String)"),
                held((scene, run) -> run.script(scene.sources().resolve("tree/main.py")), "Run.script(Path)"),
                held((scene, run) -> run.dockerfile(scene.sources().resolve("model.bin")), "Run.dockerfile(Path)"),
                held((scene, run) -> run.notebook(scene.sources().resolve("model.bin")), "Run.notebook(Path)"),
                held(run -> run.metric("auc", 0.5), (scene, run) -> run.pinned(), "Run.pinned()"),
                held((scene, run) -> run.succeed(), "Run.succeed()"),
                held((scene, run) -> run.fail("no luck"), "Run.fail(String)"),
                held((scene, run) -> run.fail(new IllegalStateException("no luck")), "Run.fail(Throwable)"),
                held((scene, run) -> run.close(), "Run.close()").notRepeated());
    }

    interface About {
        Object ask(Runs runs, String name) throws Exception;
    }

    interface Change {
        void make(Scene scene, Run run);
    }

    private static final String PART = "metrics/part-0.jsonl";

    private static Operation about(About about, String method) {
        return preparedRead(
                scene -> {
                    String good = named(runs(scene), "/churn/good-");
                    return () -> about.ask(runs(scene), good);
                },
                method);
    }

    private static Operation held(Change change, String... methods) {
        return held(run -> {}, change, methods);
    }

    private static Operation held(Consumer<Run> before, Change change, String... methods) {
        return preparedWrite(
                        scene -> Effects.runs(scene.ml(), "churn/new"),
                        scene -> {
                            Run run = runs(scene).start("churn/new");
                            before.accept(run);
                            return () -> {
                                change.make(scene, run);
                                return "done";
                            };
                        },
                        methods)
                .repeatedBySameCaller();
    }

    private static Operation using() {
        return preparedWrite(
                        scene -> Effects.runs(scene.ml(), "churn/new"),
                        scene -> {
                            ModelVersion model = scene.ml().models().get(World.CHURN);
                            Run run = runs(scene).start("churn/new");
                            return () -> run.uses(model)
                                    .uses(model, "warm start")
                                    .flush()
                                    .name();
                        },
                        "Run.uses(EntityVersion)",
                        "Run.uses(EntityVersion, String)")
                .repeatedBySameCaller();
    }

    private static String named(Runs runs, String label) {
        return runs.list().stream()
                .map(run -> run.name().value())
                .filter(name -> name.contains(label))
                .findFirst()
                .orElseThrow();
    }

    private static Runs runs(Scene scene) {
        return scene.ml()
                .workspace("growth")
                .with(RunSettings.defaults().withBatchBytes(1000).withFolder(scene.sources()))
                .runs();
    }
}
