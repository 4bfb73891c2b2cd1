package io.mlplatform.pipelines;

import io.mlplatform.EntityName;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.internal.publish.DraftFiles;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.models.ModelDraft;
import io.mlplatform.models.ModelStore;
import java.util.List;

/** Drafts versions of datasets and models from what steps have made. */
final class OutputPromotion {

    private final StepOutputs outputs;
    private final DatasetRegistry datasets;
    private final ModelStore models;

    OutputPromotion(VersionedZone pipelines, DatasetRegistry datasets, ModelStore models) {
        this.outputs = new StepOutputs(pipelines);
        this.datasets = datasets;
        this.models = models;
    }

    DatasetDraft dataset(StepOutput output, String name, List<String> paths) {
        return new DatasetDraft(datasets, EntityName.of(name), files(output, paths))
                .replace()
                .message(message(output))
                .uses(output, output.step());
    }

    ModelDraft model(StepOutput output, String name, List<String> paths) {
        return new ModelDraft(models, EntityName.of(name), files(output, paths))
                .message(message(output))
                .uses(output, output.step());
    }

    private DraftFiles files(StepOutput output, List<String> paths) {
        DraftFiles files = new DraftFiles();
        outputs.sources(output, paths).forEach(files::add);
        return files;
    }

    private static String message(StepOutput output) {
        return "from " + output.message() + " of " + output.ref().uri();
    }
}
