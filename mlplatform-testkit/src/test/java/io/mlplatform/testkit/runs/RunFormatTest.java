package io.mlplatform.testkit.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.experiments.ExperimentWorkspace;
import io.mlplatform.experiments.Run;
import io.mlplatform.experiments.RunSettings;
import io.mlplatform.store.LocalStore;
import io.mlplatform.testkit.format.FormatReader;
import io.mlplatform.testkit.format.FormatReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFormatTest {

    @Test
    void theIndependentReaderFindsNothingWrongInAWorkspace(@TempDir Path folder) {
        String resumedName;
        try (LocalStore store = LocalStore.open(folder, Clock.systemUTC());
                MlPlatform platform = MlPlatform.builder().store(store, "").open()) {
            ExperimentWorkspace growth =
                    platform.workspace("growth").with(RunSettings.defaults().withFolder(Path.of("/")));
            DatasetVersion data = growth.datasets()
                    .draft("churn")
                    .addBytes("a.csv", "1".getBytes(StandardCharsets.UTF_8))
                    .publish();
            growth.runs().run("churn/xgb", run -> run.uses(data, "train")
                    .param("depth", 6)
                    .param("eta", 0.1)
                    .metric("loss", Double.NaN)
                    .flush()
                    .metric("loss", 0.25, 1)
                    .tag("größe", "größer")
                    .pinned());
            try (Run closed = growth.runs().start("churn/xgb")) {
                closed.uses(data).param("depth", 7);
            }
            Run killed = growth.runs().start("churn/lost");
            killed.metric("loss", 1).flush();
            Run resumed = growth.runs().resume(killed.name().value());
            resumed.metric("loss", 0.5).succeed();
            resumedName = resumed.name().value();
        }

        FormatReport report = FormatReader.read(folder);

        assertThat(report.findings()).isEmpty();
        assertThat(report.entities()).hasSize(4);
        assertThat(report.entity("experiments", resumedName))
                .hasValueSatisfying(run -> assertThat(run.versions()).hasSize(3));
    }
}
