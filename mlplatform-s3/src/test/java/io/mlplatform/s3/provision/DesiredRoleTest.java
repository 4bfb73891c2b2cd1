package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class DesiredRoleTest {

    private final PlatformLayout layout = PlatformLayout.buckets("acme", "prod").withTeam("growth");

    @Test
    void aTeamHasSixRolesAndThePlatformTwo() {
        assertThat(DesiredRole.of(layout, List.of(Role.automation("growth", "nightly"))))
                .extracting(DesiredRole::name)
                .containsExactly(
                        "acme-prod-data-scientist-growth",
                        "acme-prod-feature-owner-growth",
                        "acme-prod-dataset-publisher-growth",
                        "acme-prod-automation-growth",
                        "acme-prod-model-consumer-growth",
                        "acme-prod-approver-growth",
                        "acme-prod-collector",
                        "acme-prod-auditor",
                        "acme-prod-automation-growth.nightly");
    }

    @Test
    void aNameThatIamDoesNotTakeIsRefused() {
        PlatformLayout longest = PlatformLayout.buckets("a-very-long-company", "production-in-europe");
        Role role = Role.datasetPublisher("customer-growth-and-retention");

        assertThatThrownBy(() -> DesiredRole.of(longest, role))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 64 characters")
                .hasMessageContaining("shorten the organisation");
    }
}
