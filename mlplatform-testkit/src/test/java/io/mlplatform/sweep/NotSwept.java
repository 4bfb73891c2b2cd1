package io.mlplatform.sweep;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Public methods of faces that ask no store, each with the reason. */
final class NotSwept {

    static final Map<String, List<String>> REASONS = Map.of(
            "gives a face or a draft, which asks when it is used",
            List.of(
                    "MlPlatform.audit()",
                    "MlPlatform.builder()",
                    "MlPlatform.collector()",
                    "MlPlatform.datasets()",
                    "MlPlatform.lineage()",
                    "MlPlatform.models()",
                    "MlPlatform.pipelines()",
                    "MlPlatform.workspace(String)",
                    "DatasetRegistry.draft(String)",
                    "ModelStore.draft(String)",
                    "ExperimentWorkspace.datasets()",
                    "ExperimentWorkspace.models()",
                    "ExperimentWorkspace.runs()",
                    "ExperimentWorkspace.with(RunSettings)",
                    "PipelineArtifacts.executions(String)",
                    "PipelineArtifacts.sources(String)",
                    "PipelineSources.draft(Path)",
                    "PipelineExecution.step(String)"),
            "narrows a question, which table() asks",
            List.of(
                    "Audit.by(String)",
                    "Audit.from(Instant)",
                    "Audit.limit(int)",
                    "Audit.of(EntityName)",
                    "Audit.of(EntityVersion)",
                    "Audit.of(String)",
                    "Audit.of(VersionRef)",
                    "Audit.of(Zone)",
                    "Audit.until(Instant)"),
            "sets what open() takes",
            List.of(
                    "MlPlatformBuilder.executor(ExecutorService)",
                    "MlPlatformBuilder.layout(PlatformLayout)",
                    "MlPlatformBuilder.location(String)",
                    "MlPlatformBuilder.progress(ProgressListener)",
                    "MlPlatformBuilder.scheduler(ScheduledExecutorService)",
                    "MlPlatformBuilder.scheduler(ScheduledExecutorService, Executor)",
                    "MlPlatformBuilder.settings(Settings)",
                    "MlPlatformBuilder.store(ObjectStore, String)",
                    "MlPlatformBuilder.time(Clock, RandomGenerator)"),
            "tells what the object holds",
            List.of(
                    "MlPlatform.layout()",
                    "PipelineExecution.id()",
                    "PipelineExecution.name()",
                    "Run.inputs()",
                    "Run.isFinished()",
                    "Run.name()",
                    "StepAttempt.inputs()",
                    "StepAttempt.number()",
                    "StepDraft.fingerprint()"),
            "frees threads and the stores that were opened",
            List.of("MlPlatform.close()"));

    private NotSwept() {}

    static Set<String> methods() {
        Set<String> methods = new TreeSet<>();
        REASONS.values().forEach(methods::addAll);
        return methods;
    }
}
