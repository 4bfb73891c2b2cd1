package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.RoleKind;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelStore;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.s3.S3Settings;
import io.mlplatform.s3.S3Store;
import io.mlplatform.store.ObjectStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Teams come to a platform on Ceph's gateway, and work there with their own rights. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class CephOnboardingTest {

    private static final byte[] BYTES = {1};

    private final CephSite site = new CephSite();

    @AfterEach
    void remove() {
        site.close();
    }

    @Test
    void aNewTeamPublishesWithItsOwnRightsInThreeLinesAndNoOtherTeamDoesThere() {
        site.server.signInAsStranger(() -> {
            try (Provisioner provisioner = site.provisioner(site.folders())) {
                OnboardedTeam growth = provisioner.onboard("growth");
                try (MlPlatform ml = MlPlatform.open(growth.location(RoleKind.DATA_SCIENTIST))) {
                    DatasetVersion first = ml.workspace("growth")
                            .datasets()
                            .draft("churn")
                            .addBytes("a.csv", BYTES)
                            .publish();
                    assertThat(first.version()).isEqualTo(1);
                }
                OnboardedTeam risk = provisioner.onboard("risk");
                try (MlPlatform ml = MlPlatform.open(risk.location(RoleKind.DATA_SCIENTIST))) {
                    assertThatThrownBy(() -> ml.workspace("growth")
                                    .datasets()
                                    .draft("churn")
                                    .addBytes("a.csv", BYTES)
                                    .publish())
                            .isInstanceOf(AccessDeniedException.class)
                            .hasMessageContaining("s3://" + site.bucket() + "/experiments/")
                            .hasMessageMatching("(?s).*(s3:PutObject on it|s3:ListBucket).*")
                            .hasMessageContaining("this takes the right: write team growth in zone experiments");
                }
            }
        });
    }

    @Test
    void eachRoleDoesAllThatItIsFor() {
        try (Provisioner provisioner = site.provisioner(site.folders())) {
            OnboardedTeam growth = provisioner.onboard("growth");
            try (MlPlatform ml = as(growth, RoleKind.DATA_SCIENTIST)) {
                round(ml.workspace("growth").datasets(), "churn");
                ml.workspace("growth").runs().run("churn/xgb", run -> run.param("depth", 6)
                        .metric("auc", 0.9, 1));
            }
            DatasetVersion formal;
            try (MlPlatform ml = as(growth, RoleKind.DATASET_PUBLISHER)) {
                formal = round(ml.datasets(), "growth/churn");
                ml.datasets().promote(ml.workspace("growth").datasets().get("churn@latest"), "growth/promoted");
            }
            ModelVersion model;
            try (MlPlatform ml = as(growth, RoleKind.AUTOMATION)) {
                model = ml.models()
                        .draft("growth/churn")
                        .addBytes("m.onnx", BYTES)
                        .publish();
                assertThat(ml.lineage().of(model).toString()).contains("growth/churn");
                assertThatThrownBy(() -> ml.models().assign(model, "production", Approval.by("me")))
                        .isInstanceOf(AccessDeniedException.class)
                        .hasMessageContaining("assign-protected team growth in zone models");
            }
            try (MlPlatform ml = as(growth, RoleKind.APPROVER)) {
                ml.models().assign(model, ModelStore.PRODUCTION, Approval.by("risk-review"));
            }
            try (MlPlatform ml = as(growth, RoleKind.MODEL_CONSUMER)) {
                assertThat(ml.models().get("growth/churn@production").version()).isEqualTo(1);
                assertThat(ml.models().find("growth/absent@latest")).isEmpty();
            }
        }
    }

    @Test
    void theOwnerReadsWhatRolesPublish() {
        try (Provisioner provisioner = site.provisioner(site.folders())) {
            OnboardedTeam growth = provisioner.onboard("growth");
            try (MlPlatform ml = as(growth, RoleKind.DATASET_PUBLISHER)) {
                ml.datasets().draft("growth/churn").addBytes("a.csv", BYTES).publish();
            }
        }
        try (ObjectStore owners = S3Store.open(site.bucket(), site.server.owner());
                MlPlatform ml = MlPlatform.builder().store(owners, "").open()) {
            assertThat(ml.datasets().get("growth/churn@latest").version()).isEqualTo(1);
        }
    }

    @Test
    void onBoardingAgainDoesNothing() {
        try (Provisioner provisioner = site.provisioner(site.folders())) {
            OnboardedTeam first = provisioner.onboard("growth");
            OnboardedTeam again = provisioner.onboard("growth");
            assertThat(again.report().done()).isEmpty();
            assertThat(again.roles()).isEqualTo(first.roles());
            assertThat(provisioner.plan().isEmpty()).isTrue();
        }
    }

    /** Publishes, opens, lists, annotates and names; asks for what is absent too. */
    private static DatasetVersion round(DatasetRegistry datasets, String name) {
        assertThat(datasets.find(name + "@latest")).isEmpty();
        datasets.draft(name).addBytes("a.csv", BYTES).publish();
        DatasetVersion second = datasets.draft(name).addBytes("b.csv", BYTES).publish();
        assertThat(datasets.get(name + "@1").version()).isEqualTo(1);
        assertThat(datasets.find(name + "@3")).isEmpty();
        assertThat(datasets.history(name).toString()).contains("@2");
        datasets.assign(second, "blessed");
        assertThat(datasets.get(name + "@blessed").version()).isEqualTo(2);
        return second;
    }

    private MlPlatform as(OnboardedTeam team, RoleKind kind) {
        S3Settings settings = site.server.stranger().toBuilder()
                .assumeRole(team.roles().get(kind), "test")
                .build();
        return MlPlatform.builder()
                .store(S3Store.open(site.bucket(), settings), "")
                .open();
    }
}
