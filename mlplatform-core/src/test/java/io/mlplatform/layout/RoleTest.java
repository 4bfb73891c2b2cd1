package io.mlplatform.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoleTest {

    private static final List<Role> BUILT_IN = List.of(
            Role.dataScientist("growth"),
            Role.featureOwner("growth"),
            Role.datasetPublisher("growth"),
            Role.automation("growth"),
            Role.automation("growth", "churn"),
            Role.modelConsumer("growth"),
            Role.approver("growth"),
            Role.collector(),
            Role.auditor());

    @Test
    void aDataScientistWritesTheTeamsWorkspaceAndReadsFeaturesAndDatasets() {
        assertThat(Role.dataScientist("growth").permissions())
                .extracting(Permission::toString)
                .containsExactlyInAnyOrder(
                        "read experiments/growth/*",
                        "write experiments/growth/*",
                        "read features/*",
                        "read datasets/*");
    }

    @Test
    void anAutomationOfOnePipelineWritesThatOneAlone() {
        Role role = Role.automation("growth", "churn");

        assertThat(role.permissions())
                .extracting(Permission::toString)
                .contains("write pipelines/growth/churn/*", "write models/growth/*")
                .doesNotContain("write pipelines/growth/*");
        assertThat(role.tags())
                .isEqualTo(Map.of("mlplatform-role", "automation", "team", "growth", "pipeline", "churn"));
    }

    @Test
    void onlyTheCollectorDeletesAndOnlyTheApproverAssigns() {
        assertThat(BUILT_IN.stream().filter(role -> role.holds(Privilege.COLLECT)))
                .containsExactly(Role.collector());
        assertThat(BUILT_IN.stream().filter(role -> role.holds(Privilege.APPROVE)))
                .containsExactly(Role.approver("growth"));
    }

    @Test
    void noBuiltInRoleWritesInAnothersName() {
        assertThat(BUILT_IN.stream()
                        .flatMap(role -> role.permissions().stream())
                        .filter(permission ->
                                permission.action() == Action.WRITE || permission.action() == Action.ASSIGN_PROTECTED)
                        .map(Permission::team))
                .isNotEmpty()
                .allMatch(team -> team.orElse("all").equals("growth"));
    }

    @Test
    void theTagOfARoleMatchesAPrivilegeIfAndOnlyIfItHoldsIt() {
        List<Role> custom = List.of(
                Role.custom("reader", Permission.to(Action.READ, Zone.DATASETS)),
                Role.custom("approving", Permission.to(Action.ASSIGN_PROTECTED, Zone.DATASETS, "growth/")),
                Role.custom("sweeper", Permission.to(Action.DELETE, Zone.PIPELINES)),
                Role.custom("pipelines", Permission.to(Action.READ, Zone.DATASETS)),
                Role.custom("inspector", Permission.to(Action.READ_LOG, Zone.MODELS)));

        for (Role role : Stream.concat(BUILT_IN.stream(), custom.stream()).toList()) {
            for (Privilege privilege : Privilege.values()) {
                assertThat(isNamedBy(role, privilege))
                        .as("%s and %s", role, privilege)
                        .isEqualTo(role.holds(privilege));
            }
        }
    }

    @Test
    void aRightOnOneTeamOrEntityOpensNothingThatBucketsDenyToOthers() {
        Role role = Role.custom(
                "partial",
                Permission.to(Action.READ_LOG, Zone.MODELS, "growth/"),
                Permission.to(Action.DELETE, Zone.DATASETS, "growth/churn"));

        assertThat(role.tags()).containsEntry("mlplatform-role", "custom");
        assertThat(Privilege.values()).noneMatch(role::holds);
    }

    @Test
    void namesOfRolesDifferWhereTeamsAndPipelinesLookAlike() {
        assertThat(Role.automation("growth-churn").name())
                .isNotEqualTo(Role.automation("growth", "churn").name());
        assertThat(BUILT_IN.stream().map(Role::name)).doesNotHaveDuplicates();
    }

    @Test
    void aCustomRoleIsOfTheTeamThatItWritesFor() {
        Role role = Role.custom(
                "scoring",
                Permission.to(Action.READ, Zone.MODELS, "risk/"),
                Permission.to(Action.WRITE, Zone.DATASETS, "growth/scores"));

        assertThat(role.team()).contains("growth");
        assertThat(role.tags()).containsEntry("mlplatform-role", "custom").containsEntry("team", "growth");
    }

    @Test
    void aRoleThatWouldWriteForSeveralTeamsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Role.custom(
                        "both",
                        Permission.to(Action.WRITE, Zone.DATASETS, "growth/"),
                        Permission.to(Action.WRITE, Zone.DATASETS, "risk/")))
                .withMessageContaining("a role for each team");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Role.custom("all", Permission.to(Action.WRITE, Zone.DATASETS)));
    }

    @Test
    void aTeamCalledLikeAZoneAndAScopeWithAWildcardAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Role.dataScientist("models"));
        assertThatIllegalArgumentException().isThrownBy(() -> Role.dataScientist("gr*"));
        assertThatIllegalArgumentException().isThrownBy(() -> Role.automation("growth", "a/b"));
        for (String scope : List.of("growth", "growth/*", "growth/${x}/", "/", "gr?wth/", "models/x", "growth//")) {
            assertThatIllegalArgumentException()
                    .as(scope)
                    .isThrownBy(() -> Permission.to(Action.READ, Zone.DATASETS, scope));
        }
    }

    private static boolean isNamedBy(Role role, Privilege privilege) {
        String tag = role.tags().getOrDefault(Role.KIND_TAG, "");
        return privilege.tagPatterns().stream().anyMatch(pattern -> tag.matches(pattern.replace("*", ".*")));
    }
}
