package io.mlplatform.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.EntityVersion;
import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.MemoryStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a run was made from, and what is made from it. */
class RunInputsTest {

    private final Hands hands = new Hands();
    private final MemoryStore store = new MemoryStore(hands);
    private final Workbench bench = new Workbench(store, hands, "Anna@Acme");
    private final Runs runs = bench.runs();

    @AfterEach
    void close() {
        bench.close();
        store.close();
    }

    @Test
    void aModelFromARunIsTracedToTheRunAndToItsData() {
        ExperimentWorkspace growth = bench.workspace();
        DatasetVersion data = growth.datasets()
                .draft("churn")
                .addBytes("a.csv", Workbench.bytes("1"))
                .publish();
        ModelVersion model = runs.run("churn/xgb", run -> {
            run.uses(data, "train");
            assertThat(run.inputs()).containsExactly(new Input(data.ref(), "train"));
            return growth.models()
                    .draft("churn")
                    .addBytes("model.bin", Workbench.bytes("m"))
                    .uses(new Origin(run.pinned()), "run")
                    .publish();
        });

        assertThat(data.ref().uri()).isEqualTo("mlp://experiments/growth/datasets/churn@1");
        assertThat(growth.models().get("churn@1")).isEqualTo(model);
        assertThat(bench.platform().lineage().of(model).toString())
                .contains("mlp://experiments/growth/anna-acme/churn/xgb-")
                .contains("mlp://experiments/growth/datasets/churn@1");
    }

    @Test
    void anInputLeavesOneLineageMarkerHoweverOftenTheRunCommits() {
        DatasetVersion data = bench.workspace()
                .datasets()
                .draft("churn")
                .addBytes("a.csv", Workbench.bytes("1"))
                .publish();
        runs.run("churn/xgb", run -> {
            run.uses(data).flush();
            return run.metric("auc", 1).flush().metric("auc", 2).pinned();
        });

        assertThat(store.list("experiments/_lineage/", "", Delimiter.NONE, 10).objects())
                .hasSize(1);
        String name = runs.list("churn").get(0).name().value();
        assertThat(runs.get(name).version()).isEqualTo(4);
        assertThat(Workbench.values(runs.points(name, "auc"))).containsExactly(1.0, 2.0);
    }

    /** A run's version, where a version is asked for. */
    private record Origin(PinnedRef ref) implements EntityVersion {
        @Override
        public Instant time() {
            return Instant.EPOCH;
        }

        @Override
        public String message() {
            return "";
        }

        @Override
        public long files() {
            return 0;
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public List<Input> inputs() {
            return List.of();
        }
    }
}
