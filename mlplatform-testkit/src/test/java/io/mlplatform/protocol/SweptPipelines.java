package io.mlplatform.protocol;

import static io.mlplatform.protocol.SweepStage.EXECUTION;
import static io.mlplatform.protocol.SweepStage.PIPELINE;
import static io.mlplatform.protocol.SweptOperation.of;

import io.mlplatform.pipelines.PipelineExecution;
import io.mlplatform.pipelines.PipelineExecutions;
import io.mlplatform.pipelines.PipelineSources;
import io.mlplatform.pipelines.SourceDraft;
import io.mlplatform.pipelines.SourceRevision;
import io.mlplatform.pipelines.StepAttempt;
import io.mlplatform.pipelines.StepDraft;
import io.mlplatform.pipelines.StepOutput;
import java.time.Duration;
import java.util.List;

/** The operations on pipelines. */
final class SweptPipelines {

    static final List<SweptOperation> ALL = List.of(
            of("PipelineArtifacts.list()", s -> () -> s.pipelines().list()),
            of("PipelineArtifacts.files(StepOutput)", s -> {
                StepOutput output = s.output();
                return () -> s.pipelines().files(output);
            }),
            of("PipelineArtifacts.fetch(StepOutput,Path)", s -> {
                StepOutput output = s.output();
                return () -> s.pipelines().fetch(output, s.target());
            }),
            of("PipelineArtifacts.open(StepOutput,String)", s -> {
                StepOutput output = s.output();
                return () -> s.pipelines().open(output, "model.bin").close();
            }),
            of("PipelineArtifacts.toDataset(StepOutput,String,String[])", s -> {
                StepOutput output = s.output();
                return () -> s.pipelines().toDataset(output, "growth/made", "data");
            }),
            of("PipelineArtifacts.toModel(StepOutput,String,String[])", s -> {
                StepOutput output = s.output();
                return () -> s.pipelines().toModel(output, "growth/made", "model.bin");
            }),
            of(
                    "PipelineArtifacts.awaitNewer(String,Duration)",
                    s -> () -> s.pipelines().awaitNewer("mlp://datasets/" + Lab.NAME + "@2", Duration.ZERO)),
            of("SourceDraft.publish()", s -> {
                SourceDraft draft = s.pipelines()
                        .sources(PIPELINE)
                        .draft(SweepStage.tree(s.folder()))
                        .message("again");
                return draft::publish;
            }),
            of("PipelineSources.latest()", s -> () -> sources(s).latest()),
            of("PipelineSources.get(long)", s -> () -> sources(s).get(1)),
            of("PipelineSources.find(long)", s -> () -> sources(s).find(1)),
            of("PipelineSources.history()", s -> () -> sources(s).history()),
            of("PipelineSources.open(SourceRevision)", s -> {
                SourceRevision source = sources(s).latest();
                return () -> sources(s).open(source).close();
            }),
            of("PipelineSources.fetch(SourceRevision,Path)", s -> {
                SourceRevision source = sources(s).latest();
                return () -> sources(s).fetch(source, s.target());
            }),
            of("PipelineSources.exported()", s -> () -> sources(s).exported()),
            of("PipelineSources.export()", s -> () -> sources(s).export()),
            of("PipelineExecutions.start()", s -> () -> executions(s).start()),
            of("PipelineExecutions.start(String,SourceRevision)", s -> {
                SourceRevision source = sources(s).latest();
                return () -> executions(s).start("other", source);
            }),
            of("PipelineExecutions.get(String)", s -> () -> executions(s).get(EXECUTION)),
            of("PipelineExecutions.find(String)", s -> () -> executions(s).find(EXECUTION)),
            of("PipelineExecutions.status(String)", s -> () -> executions(s).status(EXECUTION)),
            of("PipelineExecutions.list(int)", s -> () -> executions(s).list(5)),
            of("PipelineExecution.status()", s -> s.execution()::status),
            of("PipelineExecution.output(String)", s -> {
                PipelineExecution execution = s.execution();
                return () -> execution.output("train");
            }),
            of("PipelineExecution.findOutput(String)", s -> {
                PipelineExecution execution = s.execution();
                return () -> execution.findOutput("train");
            }),
            of("PipelineExecution.succeed()", s -> s.execution()::succeed),
            of("PipelineExecution.fail(String)", s -> {
                PipelineExecution execution = s.execution();
                return () -> execution.fail("by hand");
            }),
            of("StepDraft.reusable()", s -> s.execution().step("train")::reusable),
            of("StepDraft.begin()", s -> {
                StepDraft draft = s.execution().step("report");
                return draft::begin;
            }),
            of("StepAttempt.publish()", s -> begun(s)::publish),
            of("StepAttempt.heartbeat()", s -> begun(s)::heartbeat),
            of("StepAttempt.succeed()", s -> begun(s)::succeed),
            of("StepAttempt.fail(String)", s -> {
                StepAttempt attempt = begun(s);
                return () -> attempt.fail("by hand");
            }),
            of("StepAttempt.close()", s -> begun(s)::close),
            of("StepAttempt.toDataset(String,String[])", s -> {
                StepAttempt attempt = begun(s);
                attempt.succeed();
                return () -> attempt.toDataset("growth/made", "out.csv");
            }),
            of("StepAttempt.toModel(String,String[])", s -> {
                StepAttempt attempt = begun(s);
                attempt.succeed();
                return () -> attempt.toModel("growth/made", "out.csv");
            }));

    private SweptPipelines() {}

    private static PipelineSources sources(SweepStage stage) {
        return stage.pipelines().sources(PIPELINE);
    }

    private static PipelineExecutions executions(SweepStage stage) {
        return stage.pipelines().executions(PIPELINE);
    }

    private static StepAttempt begun(SweepStage stage) {
        return stage.execution().step("report").begin().addBytes("out.csv", Lab.bytes("o"));
    }
}
