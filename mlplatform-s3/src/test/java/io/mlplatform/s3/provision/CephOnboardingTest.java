package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.RoleKind;
import io.mlplatform.s3.S3Settings;
import io.mlplatform.s3.S3Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A team comes to a platform on Ceph's gateway, and works there with its own rights. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class CephOnboardingTest {

    private final CephSite platform = new CephSite();

    @AfterEach
    void remove() {
        platform.close();
    }

    @Test
    void aTeamPublishesWithItsOwnRights() {
        try (Provisioner provisioner = platform.provisioner(platform.folders())) {
            OnboardedTeam growth = provisioner.onboard("growth");
            System.out.println(growth.report());
            System.out.println(growth.location(RoleKind.DATA_SCIENTIST));
            try (MlPlatform ml = as(growth, RoleKind.DATA_SCIENTIST)) {
                DatasetVersion version = ml.workspace("growth")
                        .datasets()
                        .draft("churn")
                        .addBytes("a.csv", new byte[] {1})
                        .publish();
                assertThat(version.version()).isEqualTo(1);
            }
        }
    }

    private MlPlatform as(OnboardedTeam team, RoleKind kind) {
        S3Settings settings = platform.server.stranger().toBuilder()
                .assumeRole(team.roles().get(kind), "test")
                .build();
        return MlPlatform.builder()
                .store(S3Store.open(platform.bucket(), settings), "")
                .open();
    }
}
