package io.mlplatform.sweep;

import static io.mlplatform.testkit.sweep.Operation.preparedRead;
import static io.mlplatform.testkit.sweep.Operation.preparedWrite;

import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.pipelines.PipelineExecution;
import io.mlplatform.pipelines.StepAttempt;
import io.mlplatform.pipelines.StepOutput;
import io.mlplatform.testkit.sweep.Operation;
import io.mlplatform.testkit.sweep.Scene;
import java.util.List;

/** What executions and the attempts of their steps write, and what is made of their outputs. */
final class StepOperations {

    private static final String MADE = "growth/made";

    private StepOperations() {}

    static List<Operation> ends() {
        return List.of(
                ended(execution -> execution.succeed(), "PipelineExecution.succeed()"),
                ended(execution -> execution.fail("no luck"), "PipelineExecution.fail(String)"),
                preparedWrite(
                        scene -> Effects.executions(scene.ml()),
                        scene -> {
                            PipelineExecution open =
                                    PipelineOperations.executions(scene).get("open");
                            DatasetVersion data = scene.ml().datasets().get(World.CHURN);
                            return () -> open.step("eval")
                                    .uses(data)
                                    .uses(data, "test")
                                    .parameter("a", "b")
                                    .parameter("c", 1)
                                    .parameter("d", 0.5)
                                    .parameter("e", true)
                                    .begin()
                                    .number();
                        },
                        "StepDraft.begin()",
                        "StepDraft.uses(EntityVersion)",
                        "StepDraft.uses(EntityVersion, String)",
                        "StepDraft.parameter(String, String)",
                        "StepDraft.parameter(String, long)",
                        "StepDraft.parameter(String, double)",
                        "StepDraft.parameter(String, Boolean)"));
    }

    static List<Operation> attempts() {
        return List.of(
                attempted(
                                (scene, attempt) -> attempt.publish().files(),
                                "StepAttempt.publish()",
                                "StepAttempt.addBytes(String, byte[])",
                                "StepAttempt.addFile(Path, String)",
                                "StepAttempt.addFiles(Path, String)")
                        // Stored, and then not read back: the same call goes on there.
                        .mayStopAt("1 running , 2 versions")
                        .whollyBy(unknown -> true),
                attempted((scene, attempt) -> attempt.succeed().files(), "StepAttempt.succeed()")
                        .mayStopAt("1 running , 2 versions", "1 succeeded , 2 versions"),
                preparedWrite(
                                scene -> Effects.signs(scene.ml()),
                                scene -> {
                                    StepAttempt attempt = begun(scene);
                                    return () -> {
                                        attempt.heartbeat();
                                        return "done";
                                    };
                                },
                                "StepAttempt.heartbeat()")
                        .notRepeated(),
                attempted(
                        (scene, attempt) -> {
                            attempt.fail("no luck");
                            return "done";
                        },
                        "StepAttempt.fail(String)"),
                attempted(
                        (scene, attempt) -> {
                            attempt.close();
                            return "done";
                        },
                        "StepAttempt.close()"),
                preparedRead(
                        scene -> {
                            StepAttempt attempt = begun(scene);
                            attempt.publish();
                            return () -> attempt.pinned();
                        },
                        "StepAttempt.pinned()"));
    }

    static List<Operation> outputs() {
        return List.of(
                dataset(
                        (scene, output) -> scene.ml().pipelines().toDataset(output, MADE),
                        "PipelineArtifacts.toDataset(StepOutput, String, String[])"),
                dataset(
                        (scene, output) -> scene.ml()
                                .pipelines()
                                .draftDataset(output, MADE, "report")
                                .publish(),
                        "PipelineArtifacts.draftDataset(StepOutput, String, String[])"),
                model(
                        (scene, output) -> scene.ml().pipelines().toModel(output, MADE),
                        "PipelineArtifacts.toModel(StepOutput, String, String[])"),
                model(
                        (scene, output) -> scene.ml()
                                .pipelines()
                                .draftModel(output, MADE, "report")
                                .publish(),
                        "PipelineArtifacts.draftModel(StepOutput, String, String[])"),
                made(
                        scene -> Effects.dataset(scene.ml().datasets(), MADE),
                        attempt -> attempt.toDataset(MADE),
                        "StepAttempt.toDataset(String, String[])"),
                made(
                        scene -> Effects.dataset(scene.ml().datasets(), MADE),
                        attempt -> attempt.draftDataset(MADE).publish(),
                        "StepAttempt.draftDataset(String, String[])"),
                made(
                        scene -> Effects.model(scene.ml().models(), MADE),
                        attempt -> attempt.toModel(MADE),
                        "StepAttempt.toModel(String, String[])"),
                made(
                        scene -> Effects.model(scene.ml().models(), MADE),
                        attempt -> attempt.draftModel(MADE).publish(),
                        "StepAttempt.draftModel(String, String[])"));
    }

    interface End {
        void of(PipelineExecution execution);
    }

    interface Deed {
        Object of(Scene scene, StepAttempt attempt);
    }

    interface Use {
        void of(Scene scene, StepOutput output);
    }

    interface Make {
        void of(StepAttempt attempt);
    }

    private static Operation ended(End end, String method) {
        return preparedWrite(
                        scene -> Effects.executions(scene.ml()),
                        scene -> {
                            PipelineExecution execution =
                                    PipelineOperations.executions(scene).start("new");
                            return () -> {
                                end.of(execution);
                                return "done";
                            };
                        },
                        method)
                .repeatedBySameCaller();
    }

    private static Operation attempted(Deed deed, String... methods) {
        return preparedWrite(
                        scene -> Effects.attempt(scene.ml()),
                        scene -> {
                            StepAttempt attempt = begun(scene);
                            return () -> deed.of(scene, attempt);
                        },
                        methods)
                .repeatedBySameCaller();
    }

    private static StepAttempt begun(Scene scene) {
        return PipelineOperations.executions(scene)
                .get("open")
                .step("eval")
                .begin()
                .addBytes("auc.txt", World.bytes("0.9"))
                .addFile(scene.sources().resolve("model.bin"), "model.bin")
                .addFiles(scene.sources().resolve("tree"), "**/*.py");
    }

    private static Operation dataset(Use use, String method) {
        return used(scene -> Effects.dataset(scene.ml().datasets(), MADE), use, method);
    }

    private static Operation model(Use use, String method) {
        return used(scene -> Effects.model(scene.ml().models(), MADE), use, method);
    }

    private static Operation used(Operation.Effect effect, Use use, String method) {
        return preparedWrite(
                effect,
                scene -> {
                    StepOutput output = PipelineOperations.output(scene);
                    return () -> {
                        use.of(scene, output);
                        return "done";
                    };
                },
                method);
    }

    private static Operation made(Operation.Effect effect, Make make, String method) {
        return preparedWrite(
                        effect,
                        scene -> {
                            StepAttempt attempt = begun(scene);
                            return () -> {
                                make.of(attempt);
                                return "done";
                            };
                        },
                        method)
                .mayStopAt()
                .whollyBy(unknown -> unknown.entity().endsWith(MADE))
                .repeatedBySameCaller();
    }
}
