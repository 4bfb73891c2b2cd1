package io.mlplatform.testkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.layout.Classification;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.layout.ZoneSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What platforms with a place a team leave on a disk, as the second reader sees it. */
class TeamPlacesFormatTest {

    @Test
    void eachTeamsPlaceFollowsThePage(@TempDir Path folder) {
        PlatformLayout layout = PlatformLayout.foldersOfOne()
                .with(Zone.EXPERIMENTS, "lab/" + ZoneSettings.TEAM)
                .with(
                        Zone.MODELS,
                        ZoneSettings.at("models").withClassification(Classification.CONFIDENTIAL, "alias/models"))
                .withTeam("growth", "risk");
        try (MlPlatform ml = MlPlatform.builder()
                .location(folder.toUri().toString())
                .layout(layout)
                .open()) {
            for (String team : layout.teams()) {
                ml.models()
                        .draft(team + "/churn")
                        .addBytes("m", new byte[] {1})
                        .uses(ml.workspace(team)
                                .datasets()
                                .draft("churn")
                                .addBytes("a.csv", new byte[] {2})
                                .publish())
                        .publish();
            }
        }

        FormatReport report = FormatReader.read(folder);

        assertThat(report.findings()).isEmpty();
        assertThat(report.entities()).hasSize(4);
    }
}
