package io.mlplatform.protocol;

import io.mlplatform.MlPlatform;
import io.mlplatform.audit.Audit;
import io.mlplatform.collection.Collector;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.experiments.ExperimentWorkspace;
import io.mlplatform.experiments.Run;
import io.mlplatform.experiments.Runs;
import io.mlplatform.lineage.Lineage;
import io.mlplatform.models.ModelDraft;
import io.mlplatform.models.ModelStore;
import io.mlplatform.pipelines.PipelineArtifacts;
import io.mlplatform.pipelines.PipelineExecution;
import io.mlplatform.pipelines.PipelineExecutions;
import io.mlplatform.pipelines.PipelineSources;
import io.mlplatform.pipelines.SourceDraft;
import io.mlplatform.pipelines.StepAttempt;
import io.mlplatform.pipelines.StepDraft;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that users can call on what may ask the store, found by reflection; and what of it need not be swept, with the reason. */
final class PublicOperations {

    private static final List<Class<?>> FACES = List.of(
            MlPlatform.class,
            DatasetRegistry.class,
            DatasetDraft.class,
            ModelStore.class,
            ModelDraft.class,
            ExperimentWorkspace.class,
            Runs.class,
            Run.class,
            PipelineArtifacts.class,
            PipelineSources.class,
            SourceDraft.class,
            PipelineExecutions.class,
            PipelineExecution.class,
            StepDraft.class,
            StepAttempt.class,
            Lineage.class,
            Audit.class,
            Collector.class);

    /** Names without parameters, or with them where only one of several is meant. */
    private static final Map<String, String> EXEMPT = Map.ofEntries(
            Map.entry("MlPlatform.open", "one GET, and nothing is there yet; swept by opening before each operation"),
            Map.entry("MlPlatform.builder", "asks no store"),
            Map.entry("MlPlatform.layout", "a getter"),
            Map.entry("MlPlatform.datasets", "a getter"),
            Map.entry("MlPlatform.models", "a getter"),
            Map.entry("MlPlatform.workspace", "a getter"),
            Map.entry("MlPlatform.pipelines", "a getter"),
            Map.entry("MlPlatform.lineage", "a getter"),
            Map.entry("MlPlatform.audit", "a getter"),
            Map.entry("MlPlatform.collector", "a getter"),
            Map.entry("MlPlatform.resolve", "the sweep resolves what is unknown; faults meet it in the simulation"),
            Map.entry("MlPlatform.close", "asks no store"),
            Map.entry("ExperimentWorkspace.with", "asks no store"),
            Map.entry("ExperimentWorkspace.datasets", "a getter"),
            Map.entry("ExperimentWorkspace.models", "a getter"),
            Map.entry("ExperimentWorkspace.runs", "a getter"),
            Map.entry("DatasetRegistry.draft", "asks no store"),
            Map.entry("DatasetRegistry.get(VersionRef)", "what get(String) calls"),
            Map.entry("DatasetRegistry.find(VersionRef)", "what find(String) calls"),
            Map.entry("DatasetRegistry.history(String)", "calls history(String,int)"),
            Map.entry("DatasetRegistry.files(DatasetVersion)", "files with the filter of all"),
            Map.entry("DatasetRegistry.fetch(DatasetVersion,Path)", "fetch with the filter of all"),
            Map.entry("DatasetRegistry.copy(DatasetVersion,MlPlatform)", "calls the copy with a name"),
            Map.entry("ModelStore.draft", "asks no store"),
            Map.entry("ModelStore.get(VersionRef)", "what get(String) calls"),
            Map.entry("ModelStore.find(VersionRef)", "what find(String) calls"),
            Map.entry("ModelStore.history(String)", "calls history(String,int)"),
            Map.entry("ModelStore.audit(String,String)", "calls the audit with a limit"),
            Map.entry("ModelStore.copy(ModelVersion,MlPlatform)", "calls the copy with a name"),
            Map.entry("Runs.leaderboard(String,String)", "calls the leaderboard with an order"),
            Map.entry("Runs.points", "calls eachPoint"),
            Map.entry("Run.name", "a getter"),
            Map.entry("Run.inputs", "a getter"),
            Map.entry("Run.pinned", "a getter of what is committed, behind a flush"),
            Map.entry("Run.isFinished", "a getter"),
            Map.entry("Run.uses", "kept for the next flush"),
            Map.entry("Run.param", "kept for the next flush"),
            Map.entry("Run.metric", "kept for the next flush, which a full batch calls"),
            Map.entry("Run.tag", "kept for the next flush"),
            Map.entry("Run.note", "kept for the next flush"),
            Map.entry("Run.addFile(Path)", "calls addFile with a path"),
            Map.entry("Run.addFiles", "commits as addFile"),
            Map.entry("Run.script", "commits as addFile"),
            Map.entry("Run.dockerfile", "commits as addFile"),
            Map.entry("Run.notebook", "commits as addFile"),
            Map.entry("Run.fail(Throwable)", "calls fail(String)"),
            Map.entry("PipelineArtifacts.sources", "a getter"),
            Map.entry("PipelineArtifacts.executions", "a getter"),
            Map.entry(
                    "PipelineArtifacts.draftDataset",
                    "lists files as files(StepOutput), and is published as any draft"),
            Map.entry(
                    "PipelineArtifacts.draftModel", "lists files as files(StepOutput), and is published as any draft"),
            Map.entry("PipelineArtifacts.awaitNewer(EntityVersion,Duration)", "calls that of a reference"),
            Map.entry("PipelineArtifacts.awaitNewer(VersionRef,Duration)", "what awaitNewer(String,…) calls"),
            Map.entry("PipelineSources.draft", "asks no store"),
            Map.entry("PipelineSources.publish", "publishes a draft"),
            Map.entry("PipelineExecutions.start(SourceRevision)", "calls the start with a name"),
            Map.entry("PipelineExecutions.start(String)", "calls the start with a source"),
            Map.entry("PipelineExecutions.list()", "calls list(int)"),
            Map.entry("PipelineExecution.name", "a getter"),
            Map.entry("PipelineExecution.id", "a getter"),
            Map.entry("PipelineExecution.step", "asks no store"),
            Map.entry("StepAttempt.addFile", "kept for the publish"),
            Map.entry("StepAttempt.addFiles", "kept for the publish"),
            Map.entry("StepAttempt.addBytes", "kept for the publish"),
            Map.entry("StepDraft.fingerprint", "asks no store"),
            Map.entry("StepAttempt.number", "a getter"),
            Map.entry("StepAttempt.pinned", "a getter"),
            Map.entry("StepAttempt.inputs", "a getter"),
            Map.entry("StepAttempt.draftDataset", "as that of the artifacts"),
            Map.entry("StepAttempt.draftModel", "as that of the artifacts"),
            Map.entry("Lineage.of(EntityVersion)", "calls of(String)'s walk"),
            Map.entry("Lineage.usedBy(EntityVersion)", "calls usedBy(String)'s walk"),
            Map.entry("Lineage.retiring(EntityVersion)", "calls retiring(String)'s walk"));

    private PublicOperations() {}

    /** Each operation that must be swept, such as {@code Runs.start(String)}, with its method. */
    static Map<String, Method> swept() {
        Map<String, Method> operations = new TreeMap<>(all());
        operations.keySet().removeIf(name -> exemption(name).isPresent());
        return operations;
    }

    /** The exemptions that no operation bears. */
    static List<String> exemptForNothing() {
        List<String> names = all().keySet().stream()
                .flatMap(name -> Stream.of(name, bare(name)))
                .toList();
        return EXEMPT.keySet().stream().filter(name -> !names.contains(name)).toList();
    }

    private static Map<String, Method> all() {
        Map<String, Method> operations = new TreeMap<>();
        for (Class<?> face : FACES) {
            for (Method method : face.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers())
                        && !method.isSynthetic()
                        && !method.getName().equals("toString")
                        && !isDrafting(face, method)) {
                    operations.put(name(face, method), method);
                }
            }
        }
        return operations;
    }

    // What a draft, or a question, is told, it only keeps.
    private static boolean isDrafting(Class<?> face, Method method) {
        return method.getReturnType() == face && (face.getSimpleName().endsWith("Draft") || face == Audit.class);
    }

    private static Optional<String> exemption(String name) {
        return Optional.ofNullable(EXEMPT.getOrDefault(name, EXEMPT.get(bare(name))));
    }

    private static String bare(String name) {
        return name.substring(0, name.indexOf('('));
    }

    private static String name(Class<?> face, Method method) {
        return face.getSimpleName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(",", "(", ")"));
    }
}
