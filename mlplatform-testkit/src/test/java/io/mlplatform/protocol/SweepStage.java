package io.mlplatform.protocol;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.experiments.RunSettings;
import io.mlplatform.experiments.Runs;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelStore;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.pipelines.PipelineArtifacts;
import io.mlplatform.pipelines.PipelineExecution;
import io.mlplatform.pipelines.StepOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What an operation is swept on.
 *
 * @param ml whose requests fail once the operation itself begins
 * @param there another platform, which is in order
 * @param folder an empty one
 */
record SweepStage(MlPlatform ml, MlPlatform there, Path folder) {

    static final String NAME = Lab.NAME;
    static final String PIPELINE = "growth/nightly";
    static final String EXECUTION = "first";

    /** Three versions and a bit of everything that operations may ask for. */
    static void furnish(MlPlatform ml, Path folder) {
        Lab.draft(ml, "a.csv", "id\n1\n").publish();
        Lab.draft(ml, "b.csv", "id\n2\n").publish();
        DatasetVersion third = Lab.draft(ml, "c.csv", "id\n3\n").replace().publish();
        ml.datasets().pin(ml.datasets().get(NAME + "@2"), "keeper");
        ml.datasets().assign(third, "stable");
        ml.datasets().retire(ml.datasets().get(NAME + "@1"));
        Lab.publish(ml, "d.csv", "id\n4\n");
        ml.datasets().draft("growth/spare").addBytes("s.csv", Lab.bytes("s")).publish();
        for (int i = 1; i <= 3; i++) {
            ModelVersion model = ml.models()
                    .draft(NAME)
                    .addBytes("model.bin", Lab.bytes("m" + i))
                    .uses(third)
                    .publish();
            if (i < 3) {
                ml.models().assign(model, ModelStore.PRODUCTION, Approval.by("board"));
            }
        }
        ml.models().pin(ml.models().get(NAME + "@2"), "keeper");
        ml.models().assign(ml.models().get(NAME + "@3"), "next");
        ml.models().deployed(ml.models().get(NAME + "@2"), "endpoint", Map.of());
        ml.models().draft("growth/spare").addBytes("s.bin", Lab.bytes("s")).publish();
        PipelineArtifacts pipelines = ml.pipelines();
        pipelines.sources(PIPELINE).publish(tree(folder), "first");
        PipelineExecution execution = pipelines.executions(PIPELINE).start(EXECUTION);
        execution
                .step("train")
                .begin()
                .addBytes("data/x.csv", Lab.bytes("x"))
                .addBytes("model.bin", Lab.bytes("y"))
                .succeed();
    }

    /** A source tree, made anew. */
    static Path tree(Path folder) {
        try {
            Path tree = Files.createDirectories(folder.resolve("tree"));
            Files.writeString(tree.resolve("train.py"), "print('train')\n");
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DatasetRegistry datasets() {
        return ml.datasets();
    }

    DatasetVersion dataset(int version) {
        return ml.datasets().get(NAME + "@" + version);
    }

    ModelStore models() {
        return ml.models();
    }

    ModelVersion model(int version) {
        return ml.models().get(NAME + "@" + version);
    }

    Runs runs() {
        return ml.workspace("growth")
                .with(RunSettings.defaults().withFolder(folder))
                .runs();
    }

    PipelineArtifacts pipelines() {
        return ml.pipelines();
    }

    PipelineExecution execution() {
        return ml.pipelines().executions(PIPELINE).get(EXECUTION);
    }

    StepOutput output() {
        return execution().output("train");
    }

    Path target() {
        return folder.resolve("target");
    }
}
