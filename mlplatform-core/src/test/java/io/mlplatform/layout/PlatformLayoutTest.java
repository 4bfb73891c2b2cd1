package io.mlplatform.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.NotFoundException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformLayoutTest {

    private static final PlatformLayout ACME =
            PlatformLayout.buckets("acme", "prod").withTeam("risk", "growth").withTeam("risk");

    @Test
    void zonesAreFoldersOfTheirOwnNameUnlessSaidOtherwise() {
        PlatformLayout layout = PlatformLayout.foldersOfOne().with(Zone.MODELS, "s3://models/prod");

        assertThat(layout.root(Zone.DATASETS, "growth")).isEqualTo("datasets");
        assertThat(layout.root(Zone.MODELS, "growth")).isEqualTo("s3://models/prod");
        assertThat(layout.places()).hasSize(5);
    }

    @Test
    void bucketsAreNamedByOrganisationEnvironmentAndZoneAndForExperimentsByTeam() {
        assertThat(ACME.root(Zone.DATASETS, "growth")).isEqualTo("s3://acme-prod-datasets");
        assertThat(ACME.root(Zone.EXPERIMENTS, "growth")).isEqualTo("s3://acme-prod-experiments-growth");
        assertThat(ACME.zone(Zone.PIPELINES).versioning()).isEqualTo(Versioning.ON);
        assertThat(ACME.teams()).containsExactly("growth", "risk");
        assertThat(ACME.places()).hasSize(6);
    }

    @Test
    void aTeamThatIsNotOnThePlatformHasNoPlace() {
        assertThatThrownBy(() -> ACME.root(Zone.DATASETS, "sales"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("sales")
                .hasMessageContaining("[growth, risk]")
                .hasMessageContaining("on-board");
        assertThatThrownBy(() -> PlatformLayout.buckets("acme", "prod").root(Zone.EXPERIMENTS, "growth"))
                .isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/datasets", "datasets/", "a/../b", "..", "a//b", "./a", "s3://lake/", "s3://lake//a", "s3:"
            })
    void aFolderIsRelativeAndStaysBelow(String root) {
        assertThatThrownBy(() -> ZoneSettings.at(root))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name a folder such as");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models", "models/formal", "features"})
    void twoZonesNeverShareARoot(String root) {
        assertThatThrownBy(() -> PlatformLayout.foldersOfOne().with(Zone.DATASETS, root))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("datasets")
                .hasMessageContaining(root)
                .hasMessageContaining("give each zone");
    }

    @Test
    void twoTeamsNeverShareARootEither() {
        PlatformLayout layout = PlatformLayout.foldersOfOne()
                .with(Zone.EXPERIMENTS, "s3://lab/" + ZoneSettings.TEAM)
                .withTeam("growth");

        assertThatThrownBy(() -> layout.with(Zone.MODELS, "s3://lab/growth/models"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in the place of experiments");
        assertThatThrownBy(() -> ZoneSettings.at("s3://lab/{user}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{team}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Growth", "a.b", "a!b", "models", "datasets", "-growth"})
    void aTeamsNameCanStandInBucketsAndIsNoZones(String team) {
        assertThatThrownBy(() -> PlatformLayout.foldersOfOne().withTeam(team))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("team");
    }

    @Test
    void whatIsConfidentialHasAKeyOfItsOwn() {
        assertThatThrownBy(() -> ZoneSettings.at("models").withClassification(Classification.CONFIDENTIAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("withKmsKey");
        assertThat(Classification.CONFIDENTIAL.holds(Classification.INTERNAL)).isTrue();
        assertThat(Classification.INTERNAL.holds(Classification.CONFIDENTIAL)).isFalse();
    }

    @Test
    void timesAreWholeDays() {
        assertThatThrownBy(() -> Retention.defaults().withTemporary(Duration.ofHours(30)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whole days");
        assertThat(ZoneSettings.at("models").withObjectLock(Duration.ofDays(1)).versioning())
                .isEqualTo(Versioning.ON);
    }

    @Test
    void aLayoutDescribesItselfAsATable() {
        assertThat(ACME.describe())
                .contains("acme prod, teams: growth, risk")
                .contains("experiments internal      versioning off s3://acme-prod-experiments-{team}")
                .hasLineCount(6);
    }

    @Test
    void aZoneIsReadByItsWord() {
        assertThat(Zone.of("datasets")).isEqualTo(Zone.DATASETS);
        assertThatThrownBy(() -> Zone.of("Datasets"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'Datasets'")
                .hasMessageContaining("use experiments, features, datasets, pipelines or models");
    }
}
