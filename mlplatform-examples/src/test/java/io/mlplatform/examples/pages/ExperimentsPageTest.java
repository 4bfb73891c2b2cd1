package io.mlplatform.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.experiments.ExperimentWorkspace;
import io.mlplatform.experiments.Leaderboard;
import io.mlplatform.experiments.MetricPoint;
import io.mlplatform.experiments.Run;
import io.mlplatform.experiments.RunComparison;
import io.mlplatform.experiments.RunStatus;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExperimentsPageTest {

    private final MlPlatform ml = MlPlatform.open("mem:");

    @AfterEach
    void close() {
        ml.close();
    }

    @Test
    void aBodyIsARun() {
        ExperimentWorkspace growth = ml.workspace("growth");
        DatasetVersion data = growth.datasets()
                .draft("churn")
                .addBytes("a.csv", "id\n".getBytes())
                .publish();

        Run trained = growth.runs().run("churn/xgb", run -> {
            run.uses(data, "train").param("depth", 6).param("eta", 0.1);
            for (int epoch = 0; epoch < 10; epoch++) {
                run.metric("auc", 0.80 + epoch / 100.0, epoch);
            }
            return run;
        });
        System.out.println(growth.runs().get(trained.name().value()));

        assertThat(growth.runs().get(trained.name().value()).status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(growth.runs().points(trained.name().value(), "auc")).hasSize(10);
    }

    @Test
    void aRunIsTakenUpAgain() {
        ExperimentWorkspace growth = ml.workspace("growth");
        Run left = growth.runs().start("churn/xgb");
        String lost = left.name().value();

        try (Run again = growth.runs().resume(lost)) {
            again.metric("auc", 0.91, 10).succeed();
        }

        assertThat(growth.runs().get(lost).status()).isEqualTo(RunStatus.SUCCEEDED);
    }

    @Test
    void runsAreLookedAt() {
        ExperimentWorkspace growth = ml.workspace("growth");
        String first = measured(growth, 0.8);
        String second = measured(growth, 0.9);

        Leaderboard board = growth.runs().leaderboard("churn", "auc");
        RunComparison table = growth.runs().compare(first, second);
        List<MetricPoint> curve = growth.runs().points(first, "auc");
        System.out.println(board);
        System.out.println(table);

        assertThat(board.runs()).extracting(run -> run.name().value()).containsExactly(second, first);
        assertThat(table.runs()).hasSize(2);
        assertThat(curve).extracting(MetricPoint::value).containsExactly(0.8);
    }

    private static String measured(ExperimentWorkspace growth, double auc) {
        return growth.runs()
                .run("churn/xgb", run -> run.metric("auc", auc, 1))
                .name()
                .value();
    }
}
