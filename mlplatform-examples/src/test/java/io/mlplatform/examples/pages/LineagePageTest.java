package io.mlplatform.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.VersionRef;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.lineage.LineageNode;
import io.mlplatform.lineage.Retirement;
import io.mlplatform.lineage.Usage;
import io.mlplatform.models.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineagePageTest {

    @TempDir
    Path folder;

    private final MlPlatform ml = MlPlatform.open("mem:");

    @BeforeEach
    void makeFiles() throws IOException {
        Files.writeString(folder.resolve("clean.csv"), "id\n1\n");
        Files.writeString(folder.resolve("model.onnx"), "not looked at");
    }

    @AfterEach
    void close() {
        ml.close();
    }

    @Test
    void goesUpAndDown() {
        DatasetVersion raw = ml.datasets()
                .draft("growth/raw")
                .addBytes("raw.csv", "id\n1\n1\n".getBytes())
                .publish();

        DatasetVersion clean = ml.datasets()
                .draft("growth/clean")
                .addFile(folder.resolve("clean.csv"), "clean.csv")
                .uses(raw)
                .publish();
        ModelVersion model = ml.models()
                .draft("growth/churn")
                .addFile(folder.resolve("model.onnx"))
                .uses(clean, "train")
                .publish();

        LineageNode lineage = ml.lineage().of(model);
        String json = lineage.toJson();

        Usage usage = ml.lineage().usedBy(raw);
        List<VersionRef> consumers = usage.consumers();

        Retirement retirement = ml.lineage().retiring(raw);
        boolean somebodyUsesIt = !retirement.downstream().isEmpty();

        Retirement touched = ml.lineage().retiring("mlp://datasets/growth/raw@latest");

        assertThat(json).contains("\"role\":\"train\"").contains(raw.digest().hex());
        assertThat(consumers).containsExactly(VersionRef.parse("mlp://datasets/growth/clean@1"));
        assertThat(somebodyUsesIt).isTrue();
        assertThat(retirement.downstream()).hasSize(2);
        assertThat(touched).isEqualTo(retirement);
    }
}
