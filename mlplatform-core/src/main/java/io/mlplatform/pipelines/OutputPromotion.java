package io.mlplatform.pipelines;

import io.mlplatform.AliasName;
import io.mlplatform.EntityName;
import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.internal.manifest.ManifestEdit;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.ModelStore;
import io.mlplatform.models.ModelVersion;
import java.util.List;
import java.util.Map;

/** Makes versions of datasets and models of what steps have made. */
final class OutputPromotion {

    private final VersionedZone datasetZone;
    private final VersionedZone modelZone;
    private final StepOutputs outputs;
    private final DatasetRegistry datasets;
    private final ModelStore models;

    OutputPromotion(Map<Zone, VersionedZone> zones, DatasetRegistry datasets, ModelStore models) {
        this.datasetZone = PipelineArtifacts.zone(zones, Zone.DATASETS);
        this.modelZone = PipelineArtifacts.zone(zones, Zone.MODELS);
        this.outputs = new StepOutputs(PipelineArtifacts.zone(zones, Zone.PIPELINES));
        this.datasets = datasets;
        this.models = models;
    }

    DatasetVersion toDataset(StepOutput output, String name, List<String> paths) {
        PublishPlan.Builder plan = PublishPlan.of(EntityName.of(name), "dataset");
        return datasets.get(promote(datasetZone, plan, output, paths).toVersionRef());
    }

    ModelVersion toModel(StepOutput output, String name, List<String> paths) {
        PublishPlan.Builder plan =
                PublishPlan.of(EntityName.of(name), "model").protects(AliasName.of(ModelStore.PRODUCTION));
        return models.get(promote(modelZone, plan, output, paths).toVersionRef());
    }

    private PinnedRef promote(VersionedZone zone, PublishPlan.Builder plan, StepOutput output, List<String> paths) {
        return zone.publish(plan.mode(ManifestEdit.Mode.SUCCEED)
                        .files(outputs.sources(output, paths))
                        .message("from " + output.message() + " of "
                                + output.ref().uri())
                        .inputs(List.of(new Input(output.ref(), output.step())))
                        .build())
                .ref();
    }
}
