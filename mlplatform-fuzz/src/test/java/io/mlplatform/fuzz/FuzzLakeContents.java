package io.mlplatform.fuzz;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.experiments.Run;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureRepository;
import io.mlplatform.features.FeatureType;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelSignature;
import io.mlplatform.models.ModelStore;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.pipelines.PipelineExecution;
import io.mlplatform.pipelines.StepAttempt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** One of each thing that faces store, small and large. */
final class FuzzLakeContents {

    private FuzzLakeContents() {}

    static void fill(MlPlatform ml) {
        DatasetVersion data = dataset(ml);
        run(ml, data);
        models(ml, data);
        pipeline(ml, data);
        FeatureRepository.of(ml)
                .define(FeatureGroup.named("growth/clicks")
                        .key("user", FeatureType.LONG)
                        .feature("clicks", FeatureType.LONG)
                        .feature("spent", FeatureType.DOUBLE)
                        .ttl(Duration.ofDays(7))
                        .owner("anna")
                        .description("Clicks of a week")
                        .build());
    }

    private static DatasetVersion dataset(MlPlatform ml) {
        DatasetVersion raw = ml.datasets()
                .draft("growth/raw")
                .addBytes("raw.csv", bytes("id\n"))
                .publish();
        ml.datasets()
                .draft("growth/churn")
                .uses(raw, "train")
                .partitionBy("split")
                .addBytes("split=train/part-0.csv", bytes("id\n1\n"))
                .addBytes("split=__HIVE_DEFAULT_PARTITION__/part%3A0.csv", bytes("id\n2\n"))
                .message("first")
                .publish();
        DatasetDraft many = ml.datasets().draft("growth/churn").partitionBy("split");
        for (int i = 0; i < 150; i++) {
            many.addBytes("split=test/part-" + i + ".csv", bytes("id\n" + i + "\n"));
        }
        DatasetVersion second = many.token("engine", 7, 0).message("many files").publish();
        ml.datasets().assign(second, "staging");
        return second;
    }

    private static void run(MlPlatform ml, DatasetVersion data) {
        Run run = ml.workspace("growth").runs().start("churn/xgb");
        run.uses(data)
                .param("depth", 6)
                .param("rate", 0.1)
                .param("booster", "gbtree")
                .param("early", true);
        run.tag("host", "a1")
                .note("a trial")
                .metric("auc", 0.7, 1)
                .metric("loss", Double.NaN)
                .metric("auc", 0.8, 2);
        run.flush();
        run.succeed();
        run.close();
    }

    private static void models(MlPlatform ml, DatasetVersion data) {
        ModelStore models = ml.models();
        ModelVersion model = models.draft("growth/churn")
                .addBytes("model.onnx", bytes("weights"))
                .uses(data, "train")
                .framework("xgboost", "2.1.4")
                .signature(
                        ModelSignature.of().input("features", "float32", -1, 12).output("score", "float32", -1))
                .card("# Churn")
                .card("intended use", "retention")
                .metric("auc", 0.8)
                .metric("loss", Double.NaN)
                .publish();
        models.draft("growth/churn")
                .addBytes("model.onnx", bytes("more weights"))
                .card("-".repeat(20_000))
                .publish();
        models.assign(model, "production", Approval.by("risk-review"));
        models.assign(model, "candidate");
        models.deployed(model, "eu/churn", Map.of("instances", "2"));
    }

    private static void pipeline(MlPlatform ml, DatasetVersion data) {
        PipelineExecution execution = ml.pipelines().executions("growth/train").start("r1");
        StepAttempt prepare =
                execution.step("prepare").uses(data).parameter("seed", 7).begin();
        prepare.addBytes("out.csv", bytes("id\n1\n")).succeed();
        prepare.close();
        StepAttempt train = execution.step("train").begin();
        train.fail("out of memory");
        train.close();
        execution.fail("train failed");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
