package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.RoleKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Runs what docs/provisioning.md shows. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class ProvisioningPageTest {

    @Test
    void thePagesProgramSetsAPlatformUp() {
        try (CephSite site = new CephSite()) {
            String location = site.server.location(site.bucket());
            PlatformLayout layout = site.folders();
            byte[] june = {1};
            site.server.signInAsOwner(() -> {
                try (Provisioner provisioner = Provisioner.at(location, layout)) {
                    System.out.println(provisioner.plan());
                    System.out.println(provisioner.apply());

                    OnboardedTeam growth = provisioner.onboard("growth");
                    try (MlPlatform ml = MlPlatform.open(growth.location(RoleKind.DATA_SCIENTIST))) {
                        ml.workspace("growth")
                                .datasets()
                                .draft("churn")
                                .addBytes("june.csv", june)
                                .publish();
                    }

                    System.out.println(provisioner.drift()); // no drift
                }

                try (Provisioner again = Provisioner.at(location, layout)) {
                    assertThat(again.drift().isEmpty()).isTrue();
                }
            });
        }
    }
}
