package io.mlplatform.sweep;

import static io.mlplatform.testkit.sweep.Operation.preparedRead;
import static io.mlplatform.testkit.sweep.Operation.read;
import static io.mlplatform.testkit.sweep.Operation.write;

import io.mlplatform.VersionRef;
import io.mlplatform.pipelines.PipelineArtifacts;
import io.mlplatform.pipelines.PipelineExecution;
import io.mlplatform.pipelines.PipelineExecutions;
import io.mlplatform.pipelines.PipelineSources;
import io.mlplatform.pipelines.SourceRevision;
import io.mlplatform.pipelines.StepOutput;
import io.mlplatform.testkit.sweep.Operation;
import io.mlplatform.testkit.sweep.Scene;
import java.time.Duration;
import java.util.List;

/** What {@link PipelineArtifacts}, {@link PipelineSources} and {@link PipelineExecutions} do. */
final class PipelineOperations {

    private static final String FIRST = "mlp://datasets/" + World.CHURN + "@1";

    private PipelineOperations() {}

    static List<Operation> reads() {
        return List.of(
                read(scene -> all(scene).list(), "PipelineArtifacts.list()"),
                of((scene, output) -> all(scene).files(output), "PipelineArtifacts.files(StepOutput)"),
                of(
                        (scene, output) -> {
                            all(scene).fetch(output, scene.folder());
                            return "fetched";
                        },
                        "PipelineArtifacts.fetch(StepOutput, Path)"),
                of(
                        (scene, output) -> DatasetOperations.text(all(scene).open(output, "report/auc.txt")),
                        "PipelineArtifacts.open(StepOutput, String)"),
                preparedRead(
                        scene -> {
                            var first = scene.ml().datasets().get(World.CHURN + "@1");
                            return () -> all(scene).awaitNewer(first, Duration.ZERO);
                        },
                        "PipelineArtifacts.awaitNewer(EntityVersion, Duration)"),
                read(
                        scene -> all(scene).awaitNewer(FIRST, Duration.ZERO),
                        "PipelineArtifacts.awaitNewer(String, Duration)"),
                read(
                        scene ->
                                all(scene).awaitNewer(VersionRef.parse("mlp://datasets/" + World.CHURN), Duration.ZERO),
                        "PipelineArtifacts.awaitNewer(VersionRef, Duration)"));
    }

    static List<Operation> sourceReads() {
        return List.of(
                read(scene -> sources(scene).latest(), "PipelineSources.latest()"),
                read(scene -> sources(scene).get(1), "PipelineSources.get(long)"),
                read(scene -> sources(scene).find(1), "PipelineSources.find(long)"),
                read(scene -> sources(scene).history(), "PipelineSources.history()"),
                read(scene -> sources(scene).exported(), "PipelineSources.exported()"),
                preparedRead(
                        scene -> {
                            SourceRevision revision = sources(scene).latest();
                            return () -> DatasetOperations.text(sources(scene).open(revision));
                        },
                        "PipelineSources.open(SourceRevision)"),
                preparedRead(
                        scene -> {
                            SourceRevision revision = sources(scene).latest();
                            return () -> {
                                sources(scene).fetch(revision, scene.folder());
                                return "fetched";
                            };
                        },
                        "PipelineSources.fetch(SourceRevision, Path)"));
    }

    static List<Operation> executionReads() {
        return List.of(
                read(scene -> executions(scene).get("done").name(), "PipelineExecutions.get(String)"),
                read(
                        scene -> executions(scene).find("done").map(PipelineExecution::name),
                        "PipelineExecutions.find(String)"),
                read(scene -> executions(scene).status("open"), "PipelineExecutions.status(String)"),
                read(scene -> executions(scene).list(), "PipelineExecutions.list()"),
                read(scene -> executions(scene).list(1), "PipelineExecutions.list(int)"),
                done((scene, done) -> done.status(), "PipelineExecution.status()"),
                done((scene, done) -> done.output("train"), "PipelineExecution.output(String)"),
                done((scene, done) -> done.findOutput("train"), "PipelineExecution.findOutput(String)"),
                done((scene, done) -> done.step("train").parameter("depth", 6).reusable(), "StepDraft.reusable()"));
    }

    static List<Operation> writes() {
        return List.of(
                write(
                                scene -> Effects.sources(scene.ml(), World.PIPELINE),
                                scene -> sources(scene).publish(scene.sources().resolve("tree"), "second"),
                                "PipelineSources.publish(Path, String)")
                        .mayStopAt("2 exported 1", "2 exported 2")
                        .whollyBy(unknown -> false),
                write(
                                scene -> Effects.sources(scene.ml(), World.PIPELINE),
                                scene -> sources(scene)
                                        .draft(scene.sources().resolve("tree"))
                                        .include("**/*.py")
                                        .exclude("sub")
                                        .revision("abc")
                                        .message("second")
                                        .publish(),
                                "SourceDraft.publish()",
                                "SourceDraft.include(String)",
                                "SourceDraft.exclude(String)",
                                "SourceDraft.revision(String)",
                                "SourceDraft.message(String)")
                        .mayStopAt("2 exported 1", "2 exported 2"),
                write(
                                scene -> Effects.sources(scene.ml(), World.UNEXPORTED),
                                scene -> scene.ml()
                                        .pipelines()
                                        .sources(World.UNEXPORTED)
                                        .export(),
                                "PipelineSources.export()")
                        .mayStopAt("1 exported 1")
                        .whollyBy(unknown -> true),
                started(executions -> executions.start(), "PipelineExecutions.start()"),
                started(executions -> executions.start("new"), "PipelineExecutions.start(String)"),
                Operation.preparedWrite(
                        scene -> Effects.executions(scene.ml()),
                        scene -> {
                            SourceRevision source = sources(scene).latest();
                            return () -> executions(scene).start(source).name().team();
                        },
                        "PipelineExecutions.start(SourceRevision)"),
                Operation.preparedWrite(
                        scene -> Effects.executions(scene.ml()),
                        scene -> {
                            SourceRevision source = sources(scene).latest();
                            return () -> executions(scene).start("new", source).name();
                        },
                        "PipelineExecutions.start(String, SourceRevision)"));
    }

    interface About {
        Object ask(Scene scene, StepOutput output) throws Exception;
    }

    interface AboutExecution {
        Object ask(Scene scene, PipelineExecution execution);
    }

    interface Start {
        PipelineExecution of(PipelineExecutions executions);
    }

    private static Operation of(About about, String method) {
        return preparedRead(
                scene -> {
                    StepOutput output = output(scene);
                    return () -> about.ask(scene, output);
                },
                method);
    }

    private static Operation done(AboutExecution about, String method) {
        return preparedRead(
                scene -> {
                    PipelineExecution execution = executions(scene).get("done");
                    return () -> about.ask(scene, execution);
                },
                method);
    }

    private static Operation started(Start start, String method) {
        return write(scene -> Effects.executions(scene.ml()), scene -> start.of(executions(scene)), method);
    }

    static StepOutput output(Scene scene) {
        return executions(scene).get("done").output("train");
    }

    static PipelineExecutions executions(Scene scene) {
        return all(scene).executions(World.PIPELINE);
    }

    private static PipelineSources sources(Scene scene) {
        return all(scene).sources(World.PIPELINE);
    }

    private static PipelineArtifacts all(Scene scene) {
        return scene.ml().pipelines();
    }
}
