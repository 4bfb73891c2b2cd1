package io.mlplatform.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmePageTest {

    @TempDir
    Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.createDirectories(folder.resolve("out/dt=2026-06-01"));
        Files.writeString(folder.resolve("out/dt=2026-06-01/part-0.parquet"), "not looked at");
        Files.writeString(folder.resolve("model.onnx"), "not looked at");
    }

    @Test
    void publishesAndFetchesAndPromotes() {
        String place = folder.resolve("lake").toUri().toString();

        try (MlPlatform ml = MlPlatform.open(place)) {
            DatasetVersion data = ml.datasets()
                    .draft("growth/churn")
                    .addFiles(folder.resolve("out"), "**/*.parquet")
                    .message("June refresh")
                    .publish(); // growth/churn@1, immutable

            ml.datasets().fetch(data, folder.resolve("work")); // every file verified against its SHA-256

            ModelVersion model = ml.models()
                    .draft("growth/churn")
                    .addFile(folder.resolve("model.onnx"))
                    .uses(data)
                    .publish(); // the input is pinned: number and digest
            ml.models().assign(model, "production", Approval.by("risk-review")); // moves by compare-and-set, audited
            System.out.println(ml.lineage().of(model)); // … ← mlp://datasets/growth/churn@1 (train)
        }

        assertThat(folder.resolve("work/dt=2026-06-01/part-0.parquet")).hasContent("not looked at");
        try (MlPlatform ml = MlPlatform.open(place)) {
            assertThat(ml.lineage().of(ml.models().get("growth/churn@production")))
                    .asString()
                    .contains("← mlp://datasets/growth/churn@1")
                    .contains("(train)");
        }
    }
}
