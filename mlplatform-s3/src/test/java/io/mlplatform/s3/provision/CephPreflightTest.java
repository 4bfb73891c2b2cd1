package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.layout.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a preflight finds, on Ceph's gateway, of roles as they are designed and as someone changed them by hand. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class CephPreflightTest {

    private static final String BY_HAND = "by-hand";
    private static TwoTeams teams;

    @BeforeAll
    static void setUp() {
        teams = new TwoTeams();
    }

    @AfterAll
    static void remove() {
        teams.close();
    }

    static List<Role> roles() {
        return DesignedAccess.roles(TwoTeams.OWN, TwoTeams.PIPELINE);
    }

    @ParameterizedTest
    @MethodSource("roles")
    void aRoleAsItWasSetUpIsAsDesigned(Role role) {
        PreflightReport report = preflight(role);

        assertThat(report.wrong()).isEmpty();
        assertThat(report.isAsDesigned()).isTrue();
        assertThat(report.probes())
                .filteredOn(probe -> probe.need() == Need.NEEDED)
                .allMatch(probe -> probe.answer() == ProbeAnswer.ALLOWED);
        assertThat(report.probes()).anyMatch(probe -> probe.answer() == ProbeAnswer.ALLOWED);
        assertThat(report.probes()).anyMatch(probe -> probe.answer() == ProbeAnswer.REFUSED);
        assertThat(report.toString()).startsWith(role.name() + ": ").contains("all as designed");
    }

    @Test
    void nothingThatExistsIsChangedAndNothingIsLeftButProbes() {
        Map<String, String> before = teams.contents();

        roles().forEach(CephPreflightTest::preflight);

        assertThat(before).hasSizeGreaterThan(40);
        assertThat(teams.contents()).isEqualTo(before);
    }

    @Test
    void whoWritesRacesForPutIfAbsentAndWhoDoesNotDoesNot() {
        assertThat(preflight(Role.dataScientist(TwoTeams.OWN)).probes())
                .filteredOn(probe -> probe.what().startsWith("be the only one"))
                .singleElement()
                .satisfies(probe -> assertThat(probe.answer()).isEqualTo(ProbeAnswer.ALLOWED));
        assertThat(preflight(Role.auditor()).probes())
                .noneMatch(probe -> probe.what().startsWith("be the only one"));
    }

    @Test
    void everyLineNamesTheStatementThatDecides() {
        PreflightReport report = preflight(Role.dataScientist(TwoTeams.OWN));

        String document = teams.roleName(Role.dataScientist(TwoTeams.OWN));
        assertThat(of(report, "put a file of growth/* in experiments-growth").reason())
                .isEqualTo("by MlPlatformWrite of " + document);
        assertThat(of(report, "read a file of risk/* in datasets").reason())
                .isEqualTo("by MlPlatformRead of " + document);
        assertThat(of(report, "delete a log entry of growth/* in experiments-growth")
                        .reason())
                .startsWith("MlPlatformNeverDeleted of ");
        assertThat(of(report, "put a file of growth/* in models").reason())
                .startsWith("no statement of " + document + " allows it");
        assertThat(of(report, "overwrite a file of growth/* in experiments-growth"))
                .satisfies(probe -> assertThat(probe.answer()).isEqualTo(ProbeAnswer.NOT_ENFORCED))
                .satisfies(probe -> assertThat(probe.reason()).contains("s3:if-none-match"));
    }

    @Test
    void aRoleWithAnAdministratorsPolicyBesidesIsFoundToHaveTooMuch() {
        Role role = Role.featureOwner(TwoTeams.OTHER);
        PreflightReport report = withPolicy(role, "Allow", "s3:*", "*");

        assertThat(report.isAsDesigned()).isFalse();
        assertThat(report.wrong()).allMatch(probe -> probe.need() == Need.FORBIDDEN);
        assertThat(report.wrong())
                .extracting(Probe::what)
                .contains(
                        "put the layout",
                        "put a file of growth/* in features",
                        "delete a file of risk/* in features",
                        "read a file of growth/* in models",
                        "list an entity of growth/* in pipelines",
                        "move a protected alias of risk/* in models");
        assertThat(of(report, "put a file of growth/* in features").reason())
                .startsWith("no statement of the platform allows it");
        assertThat(of(report, "delete a log entry of risk/* in features").isAsDesigned())
                .isTrue();
        assertThat(report.toString()).contains("WRONG must not");
    }

    @Test
    void aRoleFromWhichAStatementWasTakenIsFoundToLackItByName() {
        Role role = Role.dataScientist(TwoTeams.OTHER);
        String bucket = teams.bucket(io.mlplatform.layout.Zone.EXPERIMENTS, TwoTeams.OTHER);
        PreflightReport report = withPolicy(role, "Deny", "s3:PutObject", "arn:aws:s3:::" + bucket + "/risk/*");

        assertThat(report.wrong()).isNotEmpty().allMatch(probe -> probe.need() == Need.NEEDED);
        assertThat(of(report, "put a file of risk/* in experiments-risk").toString())
                .startsWith("WRONG needed")
                .contains("MlPlatformWrite of " + teams.roleName(role) + " should allow it")
                .contains("s3:PutObject on arn:aws:s3:::" + bucket);
        assertThat(of(report, "put an entity's marker of risk/* in experiments-risk")
                        .isAsDesigned())
                .isTrue();
    }

    @Test
    void aRoleThatMayNotListIsFoundToLackThat() {
        Role role = Role.modelConsumer(TwoTeams.OTHER);
        PreflightReport report = withPolicy(role, "Deny", "s3:ListBucket", "*");

        assertThat(report.wrong())
                .extracting(Probe::what)
                .containsExactlyInAnyOrder("list an entity of risk/* in models", "list a log of risk/* in models");
    }

    private static PreflightReport preflight(Role role) {
        MlPlatform ml = teams.open(role);
        try (Provisioner provisioner = Provisioner.of(ml)) {
            return provisioner.preflight(role);
        }
    }

    private static PreflightReport withPolicy(Role role, String effect, String action, String resource) {
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"" + effect + "\",\"Action\":\""
                + action + "\",\"Resource\":\"" + resource + "\"}]}";
        teams.site.iam().putRolePolicy(request -> request.roleName(teams.roleName(role))
                .policyName(BY_HAND)
                .policyDocument(document));
        try {
            return preflight(role);
        } finally {
            teams.site.iam().deleteRolePolicy(request -> request.roleName(teams.roleName(role))
                    .policyName(BY_HAND));
        }
    }

    private static Probe of(PreflightReport report, String what) {
        return report.probes().stream()
                .filter(probe -> probe.what().equals(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError(what + " is not in " + report));
    }
}
