package io.mlplatform.pipelines;

import io.mlplatform.EntityVersion;
import io.mlplatform.PinnedRef;
import io.mlplatform.VersionFile;
import io.mlplatform.VersionRef;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.ModelDraft;
import io.mlplatform.models.ModelStore;
import io.mlplatform.models.ModelVersion;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What passes through pipelines: source bundles, executions, and what their steps make. It runs nothing: CodePipeline, an
 * orchestrator or a shell script does, and its processes meet here. A pipeline is named {@code <team>/<pipeline>}, and need
 * not be made first. Thread-safe.
 */
public final class PipelineArtifacts {

    private final Map<Zone, VersionedZone> zones;
    private final VersionedZone pipelines;
    private final StepOutputs outputs;
    private final OutputPromotion promotion;

    /** Made by {@link io.mlplatform.MlPlatform#pipelines()}. */
    public PipelineArtifacts(Map<Zone, VersionedZone> zones, DatasetRegistry datasets, ModelStore models) {
        this.zones = new EnumMap<>(zones);
        this.pipelines = zone(zones, Zone.PIPELINES);
        this.outputs = new StepOutputs(pipelines);
        this.promotion = new OutputPromotion(pipelines, datasets, models);
    }

    /** The names of all pipelines that have sources or executions, in order. */
    public List<String> list() {
        return pipelines.entities().stream()
                .map(entity -> PipelineName.of(entity).value())
                .distinct()
                .sorted()
                .toList();
    }

    /** The sources of a pipeline. */
    public PipelineSources sources(String pipeline) {
        return new PipelineSources(pipelines, new PipelineName(pipeline));
    }

    /** The executions of a pipeline. */
    public PipelineExecutions executions(String pipeline) {
        return new PipelineExecutions(pipelines, new PipelineName(pipeline), promotion);
    }

    /** The output's files, by the step's own paths. */
    public List<VersionFile> files(StepOutput output) {
        return outputs.files(output);
    }

    /**
     * Fetches the output's files into {@code folder}, which is made if need be, by the step's own paths; each is verified
     * before it appears. Files that are there with the right bytes are kept.
     */
    public void fetch(StepOutput output, Path folder) {
        pipelines.fetch(output.ref(), output.folder(), folder);
    }

    /** One file of the output as a stream, which the caller closes; verified when it is read to its end. */
    public InputStream open(StepOutput output, String path) {
        return pipelines.openFile(output.ref(), output.folder() + path);
    }

    /**
     * Publishes files of the output, verified, as the next version of a dataset, which holds just these: all of them, or
     * those at or below {@code paths}. The output is recorded as what the dataset is made from.
     *
     * @throws io.mlplatform.ConflictException another writer published meanwhile
     */
    public DatasetVersion toDataset(StepOutput output, String name, String... paths) {
        return draftDataset(output, name, paths).publish();
    }

    /**
     * Begins the version that {@link #toDataset} would publish, for its partition columns, a message of one's own or more
     * inputs.
     */
    public DatasetDraft draftDataset(StepOutput output, String name, String... paths) {
        return promotion.dataset(output, name, List.of(paths));
    }

    /** As {@link #toDataset}, for a model; whatever others publish meanwhile. */
    public ModelVersion toModel(StepOutput output, String name, String... paths) {
        return draftModel(output, name, paths).publish();
    }

    /** Begins the version that {@link #toModel} would publish, for its metrics, signature, card and the like. */
    public ModelDraft draftModel(StepOutput output, String name, String... paths) {
        return promotion.model(output, name, List.of(paths));
    }

    /**
     * Waits until there is a newer version than this one of the same dataset, model or other entity, with growing pauses of
     * at most a few seconds.
     *
     * @return the newest version, or empty once {@code timeout} has passed by the store's clock
     */
    public Optional<PinnedRef> awaitNewer(EntityVersion version, Duration timeout) throws InterruptedException {
        return awaitNewer(version.ref().toVersionRef(), timeout);
    }

    /** The same for a reference in full; one without number means the version that it names now, if any. */
    public Optional<PinnedRef> awaitNewer(String ref, Duration timeout) throws InterruptedException {
        return awaitNewer(VersionRef.parse(ref), timeout);
    }

    /** The same for a reference; one without number means the version that it names now, if any. */
    public Optional<PinnedRef> awaitNewer(VersionRef ref, Duration timeout) throws InterruptedException {
        VersionedZone zone = zone(zones, ref.zone());
        return new NewerVersion(zone, zone.context().pause()).await(ref, timeout);
    }

    @Override
    public String toString() {
        return "pipelines";
    }

    static VersionedZone zone(Map<Zone, VersionedZone> zones, Zone zone) {
        VersionedZone opened = zones.get(zone);
        if (opened == null) {
            throw new IllegalArgumentException("every zone is needed: " + zone);
        }
        return opened;
    }
}
