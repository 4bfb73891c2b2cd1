package io.mlplatform.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.experiments.ExperimentWorkspace;
import io.mlplatform.lineage.Retirement;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.testkit.format.FormatReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The program of the tour, on each kind of store. */
class TourPageTest {

    @RegisterExtension
    final S3ProxyExtension s3Proxy = RentedBucket.s3Proxy();

    @TempDir
    Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.createDirectories(folder.resolve("out/dt=2026-06-01"));
        Files.writeString(folder.resolve("out/dt=2026-06-01/part-0.parquet"), "not looked at");
        Files.writeString(folder.resolve("model.onnx"), "not looked at");
    }

    @Test
    void runsOnALocalDisk() {
        String place = folder.resolve("lake").toUri().toString();

        tour(place);

        expectProduction(place);
        assertThat(FormatReader.read(folder.resolve("lake")).findings()).isEmpty();
    }

    @Test
    void runsOnS3Proxy() {
        try (RentedBucket bucket = RentedBucket.of(s3Proxy)) {
            tour(bucket.place());

            expectProduction(bucket.place());
        }
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = RentedBucket.CEPH,
            matches = ".+",
            disabledReason =
                    "needs a Ceph RGW: start scripts/ceph-rgw/ceph-start.sh, and set this variable to the env file"
                            + " in its folder")
    void runsOnCephRgw() {
        try (RentedBucket bucket = RentedBucket.ofCeph()) {
            tour(bucket.place());

            expectProduction(bucket.place());
        }
    }

    private void tour(String place) {
        try (MlPlatform ml = MlPlatform.open(place)) {
            ExperimentWorkspace growth =
                    ml.workspace("growth"); // what a data scientist may write: the team's own bucket
            DatasetVersion data = growth.datasets()
                    .draft("churn")
                    .addFiles(folder.resolve("out"), "**/*.parquet") // Hive paths stay as they are
                    .message("June refresh")
                    .publish();

            ModelVersion model = growth.runs()
                    .run(
                            "churn/xgb",
                            run -> { // succeeds on return, fails on throw; start()/close() also exist
                                run.uses(data).param("depth", 6);
                                for (int epoch = 0; epoch < 10; epoch++) run.metric("auc", train(data, epoch), epoch);
                                return growth.models()
                                        .draft("churn")
                                        .addFile(folder.resolve("model.onnx"))
                                        .from(run)
                                        .publish();
                            });

            DatasetVersion formal =
                    ml.datasets().promote(data, "growth/churn"); // by those who may: copy, verify, lineage kept
            ModelVersion candidate = ml.models().promote(model, "growth/churn");
            ml.models()
                    .assign(
                            candidate,
                            "production",
                            Approval.by("risk-review")); // protected alias: compare-and-set, audited
            System.out.println(ml.lineage().of(candidate));
        }
    }

    /** As another program finds it. */
    private static void expectProduction(String place) {
        try (MlPlatform ml = MlPlatform.open(place)) {
            ModelVersion production = ml.models().get("growth/churn@production");
            DatasetVersion data = ml.workspace("growth").datasets().get("churn@1");
            Retirement retirement = ml.lineage().retiring(data);

            assertThat(ml.models().verify(production)).isEmpty();
            assertThat(ml.datasets().get("growth/churn@latest").digest()).isEqualTo(data.digest());
            assertThat(ml.lineage().of(production))
                    .asString()
                    .contains("mlp://experiments/growth/")
                    .contains(data.ref().toString());
            assertThat(retirement.toString())
                    .contains("mlp://models/growth/churn@1  is latest, production")
                    .contains("mlp://datasets/growth/churn@1  is latest");
        }
    }

    /** Stands for a training that gets better. */
    private static double train(DatasetVersion data, int epoch) {
        return 1 - 1.0 / (data.files() + epoch + 1);
    }
}
