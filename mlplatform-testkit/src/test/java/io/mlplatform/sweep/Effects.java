package io.mlplatform.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.AliasName;
import io.mlplatform.MlPlatform;
import io.mlplatform.VersionFile;
import io.mlplatform.audit.AuditAction;
import io.mlplatform.audit.AuditRecord;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.experiments.RunSummary;
import io.mlplatform.experiments.Runs;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.ModelStore;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.pipelines.PipelineExecutions;
import io.mlplatform.pipelines.PipelineSources;
import io.mlplatform.pipelines.StepStatus;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.ObjectStore;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What another process finds of what a write did, in words without times and random names; what it finds verifies. */
final class Effects {

    private Effects() {}

    /** The newest version of a dataset, and what one alias names. */
    static String dataset(DatasetRegistry datasets, String name) {
        return datasets.find(name)
                .map(version -> version.version() + " " + paths(datasets, version)
                        + version.inputs().size() + " inputs" + alias(datasets, name, "stable")
                        + alias(datasets, name, "fresh"))
                .orElse("none");
    }

    static String churn(MlPlatform ml) {
        return dataset(ml.datasets(), World.CHURN);
    }

    /** The newest version of a model, its aliases and deployments. */
    static String model(ModelStore models, String name) {
        return models.find(name)
                .map(version -> version.version() + " " + paths(models, version)
                        + version.inputs().size() + " inputs" + alias(models, name, "stable")
                        + alias(models, name, "fresh") + alias(models, name, "production")
                        + models.deployments(name).stream()
                                .map(deployment -> deployment.where() + "="
                                        + deployment.version().version())
                                .toList())
                .orElse("none");
    }

    static String churnModel(MlPlatform ml) {
        return model(ml.models(), World.CHURN);
    }

    /** The runs of that label, by their logs. */
    static String runs(MlPlatform ml, String label) {
        Runs runs = ml.workspace("growth").runs();
        return runs.list().stream()
                .filter(listed -> listed.name().value().contains("/" + label + "-"))
                .map(listed -> run(runs, runs.get(listed.name().value())))
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private static String run(Runs runs, RunSummary run) {
        return run.status() + " " + run.reason() + " " + run.params() + run.metrics() + run.tags() + run.note() + " "
                + run.points() + " points "
                + runs.files(run.name().value()).stream().map(VersionFile::path).toList();
    }

    static String sources(MlPlatform ml, String pipeline) {
        PipelineSources sources = ml.pipelines().sources(pipeline);
        return sources.latest().version() + " exported "
                + sources.exported().map(export -> export.version()).orElse(0L);
    }

    static String executions(MlPlatform ml) {
        PipelineExecutions executions = ml.pipelines().executions(World.PIPELINE);
        return executions.list().executions().stream()
                .map(status -> (Set.of("done", "open").contains(status.id()) ? status.id() : "new") + " "
                        + status.state() + status.reason()
                        + status.steps().stream()
                                .map(step -> step.step() + step.attempt() + step.state() + step.reason())
                                .toList())
                .sorted()
                .toList()
                .toString();
    }

    /** How the step {@code eval} stands, and how many versions its execution has. */
    static String attempt(MlPlatform ml) {
        long published = ml.audit().of("mlp://pipelines/" + World.PIPELINE + "/runs/open").table().records().stream()
                .filter(record -> record.action() == AuditAction.PUBLISH)
                .count();
        return eval(ml).stream()
                        .map(status -> status.attempt() + " " + status.state() + " " + status.reason())
                        .collect(Collectors.joining())
                + ", " + published + " versions";
    }

    /** How many signs of its steps the execution has. */
    static long signs(MlPlatform ml) {
        return ml.audit().of("mlp://pipelines/" + World.PIPELINE + "/runs/open").table().records().stream()
                .filter(record -> record.action() == AuditAction.ANNOTATE)
                .count();
    }

    private static List<StepStatus> eval(MlPlatform ml) {
        return ml.pipelines().executions(World.PIPELINE).status("open").steps().stream()
                .filter(status -> status.step().equals("eval"))
                .toList();
    }

    /** What its log says of which versions of an entity there are, are kept and are given up. */
    static List<String> kept(MlPlatform ml, Zone zone, String name) {
        return ml.audit().of("mlp://" + zone + "/" + name).table().records().stream()
                .filter(record -> record.action() != AuditAction.GIVE_UP)
                .sorted(Comparator.comparingLong(AuditRecord::seq))
                .map(record -> record.action()
                        + record.version().stream()
                                .mapToObj(version -> " " + version)
                                .collect(Collectors.joining()))
                // Whoever repeats a retire may append it once more.
                .distinct()
                .toList();
    }

    /** How many objects are below a folder of the store. */
    static int objects(ObjectStore store, String prefix) {
        return store.list(prefix, "", Delimiter.NONE, 1000).objects().size();
    }

    /** The paths of the newest version, if any. */
    static List<String> paths(DatasetRegistry datasets, String name) {
        return datasets.find(name)
                .map(version ->
                        datasets.files(version).stream().map(VersionFile::path).toList())
                .orElse(List.of());
    }

    static List<String> paths(DatasetRegistry datasets, DatasetVersion version) {
        assertThat(datasets.verify(version)).isEmpty();
        return datasets.files(version).stream().map(VersionFile::path).toList();
    }

    private static List<String> paths(ModelStore models, ModelVersion version) {
        assertThat(models.verify(version)).isEmpty();
        return models.files(version).stream().map(VersionFile::path).toList();
    }

    private static String alias(DatasetRegistry datasets, String name, String alias) {
        return " " + AliasName.of(alias)
                + datasets.find(name + "@" + alias)
                        .map(DatasetVersion::version)
                        .map(Objects::toString)
                        .orElse("-");
    }

    private static String alias(ModelStore models, String name, String alias) {
        return " " + AliasName.of(alias)
                + models.find(name + "@" + alias)
                        .map(ModelVersion::version)
                        .map(Objects::toString)
                        .orElse("-");
    }
}
