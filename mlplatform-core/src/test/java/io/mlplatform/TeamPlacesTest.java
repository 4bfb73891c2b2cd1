package io.mlplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.experiments.ExperimentWorkspace;
import io.mlplatform.layout.Classification;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.layout.ZoneSettings;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Platforms where teams have places of their own. */
class TeamPlacesTest {

    private static final PlatformLayout LAYOUT = PlatformLayout.foldersOfOne()
            .with(Zone.EXPERIMENTS, "lab/" + ZoneSettings.TEAM)
            .withTeam("growth", "risk");

    private final ObjectStore store = new MemoryStore(new Lake.Ticks());

    @Test
    void whatATeamPublishesLiesInItsPlaceAndIsListedWithTheOthers() {
        try (MlPlatform ml = open(store, LAYOUT)) {
            publish(ml, "growth");
            publish(ml, "risk");

            assertThat(keys()).anyMatch(key -> key.startsWith("lab/growth/_entities/growth!datasets!churn"));
            assertThat(keys()).anyMatch(key -> key.startsWith("lab/risk/risk/datasets/churn/_log/"));
            assertThat(ml.workspace("growth").datasets().list())
                    .containsExactly(EntityName.of("growth/datasets/churn"));
            assertThat(ml.workspace("risk").datasets().get("churn@1").files()).isEqualTo(1);
        }
    }

    @Test
    void aTeamThatIsNotOnThePlatformIsRefusedBeforeAnythingIsWritten() {
        try (MlPlatform ml = open(store, LAYOUT)) {
            assertThatThrownBy(() -> publish(ml, "sales"))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("sales")
                    .hasMessageContaining("on-board");
            assertThat(keys()).isEmpty();
        }
    }

    @Test
    void aPlaceMayBeAStoreOfItsOwnPerTeam(@TempDir Path folder) {
        PlatformLayout apart = PlatformLayout.foldersOfOne()
                .with(Zone.EXPERIMENTS, folder.toUri() + "lab-" + ZoneSettings.TEAM)
                .withTeam("growth");
        try (MlPlatform ml = open(store, apart)) {
            DatasetVersion own = publish(ml, "growth");
            DatasetVersion formal = ml.datasets().promote(own, "growth/churn");

            assertThat(folder.resolve("lab-growth/growth/datasets/churn/_log")).isDirectory();
            assertThat(ml.lineage().usedBy(own).consumers()).hasSize(1);
            assertThat(formal.digest()).isEqualTo(own.digest());
        }
    }

    @Test
    void whereATeamsPlaceMayNotBeReadLineageSaysWhoseItIs() {
        DatasetVersion formal;
        try (MlPlatform ml = open(store, LAYOUT)) {
            formal = ml.datasets()
                    .draft("growth/churn")
                    .addBytes("a.csv", Lake.bytes("a"))
                    .publish();
        }
        try (MlPlatform ml = open(RefusingStore.hiding(store, "lab/risk/"), LAYOUT)) {
            assertThat(ml.lineage().usedBy(formal).unseen()).hasToString("[experiments of risk (no access)]");
            assertThat(ml.audit().table().unseen().toString()).isEqualTo("[experiments of risk (no access)]");
            assertThat(ml.audit().table().records()).hasSize(1);
        }
    }

    @Test
    void dataNeverFlowsToAPlaceOfALowerClass() {
        PlatformLayout guarded = LAYOUT.with(
                Zone.FEATURES, ZoneSettings.at("features").withClassification(Classification.RESTRICTED, "alias/f"));
        PlatformLayout raised = guarded.with(
                Zone.DATASETS, ZoneSettings.at("datasets").withClassification(Classification.CONFIDENTIAL, "alias/d"));
        try (MlPlatform ml = open(store, raised)) {
            DatasetVersion secret = ml.datasets()
                    .draft("growth/churn")
                    .addBytes("a.csv", Lake.bytes("a"))
                    .publish();
            int before = keys().size();

            assertThatThrownBy(() -> ml.models()
                            .draft("growth/churn")
                            .addBytes("m", Lake.bytes("m"))
                            .uses(secret)
                            .publish())
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("internal data at most")
                    .hasMessageContaining("mlp://datasets/growth/churn@1")
                    .hasMessageContaining("confidential");
            assertThat(keys()).hasSize(before);
            ExperimentWorkspace growth = ml.workspace("growth");
            assertThatThrownBy(() -> growth.runs().run("churn/x", run -> {
                        run.uses(secret);
                        return 1;
                    }))
                    .isInstanceOf(AccessDeniedException.class);
        }
        try (MlPlatform ml = open(store, raised);
                MlPlatform lower = open(new MemoryStore(new Lake.Ticks()), LAYOUT)) {
            DatasetVersion secret = ml.datasets().get("growth/churn@1");
            assertThatThrownBy(() -> ml.datasets().copy(secret, lower)).isInstanceOf(AccessDeniedException.class);
        }
    }

    private List<String> keys() {
        return store.list("", "", Delimiter.NONE, 1_000).objects().stream()
                .map(object -> object.key().value())
                .toList();
    }

    private static DatasetVersion publish(MlPlatform ml, String team) {
        return ml.workspace(team)
                .datasets()
                .draft("churn")
                .addBytes("a.csv", Lake.bytes("a"))
                .publish();
    }

    private static MlPlatform open(ObjectStore store, PlatformLayout layout) {
        return MlPlatform.builder().store(store, "").layout(layout).open();
    }
}
