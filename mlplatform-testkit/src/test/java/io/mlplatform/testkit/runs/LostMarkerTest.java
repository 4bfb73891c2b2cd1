package io.mlplatform.testkit.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.Settings;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.experiments.ExperimentWorkspace;
import io.mlplatform.experiments.RunSettings;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import io.mlplatform.testkit.RequestKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** A run's lineage marker that was not written. */
class LostMarkerTest {

    @Test
    void theNextCommitOfTheRunWritesIt() {
        MemoryStore memory = new MemoryStore(Clock.systemUTC());
        FaultScriptedStore store = new FaultScriptedStore(
                memory, FaultRule.nth(1, Fault.LOST_REQUEST).of(RequestKind.PUT).on(key -> key.contains("_lineage/")));
        try (MlPlatform platform = MlPlatform.builder()
                .store(store, "")
                .settings(Settings.defaults().withResends(0))
                .open()) {
            ExperimentWorkspace growth =
                    platform.workspace("growth").with(RunSettings.defaults().withFolder(Path.of("/")));
            DatasetVersion data = growth.datasets()
                    .draft("churn")
                    .addBytes("a.csv", "1".getBytes(StandardCharsets.UTF_8))
                    .publish();
            growth.runs().run("churn/xgb", run -> {
                run.uses(data).flush();
                assertThat(markers(memory)).isZero();
                return run.metric("auc", 1).flush();
            });

            assertThat(markers(memory)).isEqualTo(1);
        }
    }

    private static int markers(MemoryStore memory) {
        return memory.list("experiments/_lineage/", "", Delimiter.NONE, 10)
                .objects()
                .size();
    }
}
