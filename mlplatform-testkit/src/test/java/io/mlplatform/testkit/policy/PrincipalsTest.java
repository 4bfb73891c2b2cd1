package io.mlplatform.testkit.policy;

import static io.mlplatform.testkit.policy.Policies.ANN;
import static io.mlplatform.testkit.policy.Policies.GET;
import static io.mlplatform.testkit.policy.Policies.OTHER_ACCOUNT;
import static io.mlplatform.testkit.policy.Policies.SESSION;
import static io.mlplatform.testkit.policy.Policies.allow;
import static io.mlplatform.testkit.policy.Policies.deny;
import static io.mlplatform.testkit.policy.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whom a statement of a resource policy means, after the pages "Principal" and "NotPrincipal". */
class PrincipalsTest {

    private static final String ROOT = "arn:aws:iam::111122223333:root";
    private static final String ROLE = "arn:aws:iam::111122223333:role/ml/reader";
    private static final String NIGHTLY = "arn:aws:sts::111122223333:assumed-role/reader/nightly";

    @Test
    void aDenialOfTheRoleHitsItsSessions() {
        assertThat(isDenied(SESSION, "'Principal':{'AWS':'" + ROLE + "'}")).isTrue();
    }

    @Test
    void aDenialOfOneSessionSparesTheOthers() {
        CallingPrincipal daily = CallingPrincipal.roleSession(Policies.ACCOUNT, "ml/reader", "daily");
        assertThat(isDenied(SESSION, "'Principal':{'AWS':'" + NIGHTLY + "'}")).isTrue();
        assertThat(isDenied(daily, "'Principal':{'AWS':'" + NIGHTLY + "'}")).isFalse();
    }

    @Test
    void aDenialOfTheAccountHitsAllInIt() {
        assertThat(isDenied(ANN, "'Principal':{'AWS':'111122223333'}")).isTrue();
        assertThat(isDenied(CallingPrincipal.user(OTHER_ACCOUNT, "ann"), "'Principal':{'AWS':'111122223333'}"))
                .isFalse();
    }

    /** The trap: the role's ARN alone does not spare its sessions. */
    @Test
    void notPrincipalSparesARoleSessionOnlyBesideItsRoleAndAccount() {
        assertThat(isDenied(SESSION, notPrincipal(ROLE))).isTrue();
        assertThat(isDenied(SESSION, notPrincipal(ROLE, NIGHTLY))).isTrue();
        assertThat(isDenied(SESSION, notPrincipal(ROLE, ROOT))).isTrue();
        assertThat(isDenied(SESSION, notPrincipal(ROLE, NIGHTLY, ROOT))).isFalse();
    }

    @Test
    void notPrincipalSparesAUserOnlyBesideTheAccount() {
        assertThat(isDenied(ANN, notPrincipal("arn:aws:iam::111122223333:user/ann")))
                .isTrue();
        assertThat(isDenied(ANN, notPrincipal("arn:aws:iam::111122223333:user/ann", ROOT)))
                .isFalse();
        assertThat(isDenied(ANN, notPrincipal(ROOT))).isTrue();
    }

    /** The trap of the page "Permissions boundaries". */
    @Test
    void notPrincipalNeverSparesWhoHasABoundary() {
        PolicyEvaluator evaluator = PolicyEvaluator.of(ANN)
                .with(PolicyKind.IDENTITY, "all", policy(allow("")))
                .with(PolicyKind.PERMISSIONS_BOUNDARY, "boundary", policy(allow("")))
                .with(
                        PolicyKind.RESOURCE,
                        "bucket",
                        policy(deny(notPrincipal("arn:aws:iam::111122223333:user/ann", ROOT))));
        assertThat(evaluator.decide(GET).outcome()).isEqualTo(Decision.Outcome.EXPLICIT_DENY);
    }

    @Test
    void notPrincipalInADenialHitsTheAnonymous() {
        assertThat(isDenied(CallingPrincipal.anonymous(), notPrincipal(ROOT))).isTrue();
    }

    @Test
    void notPrincipalInAnAllowanceGivesToAllOthersEvenTheAnonymous() {
        String bucket = policy(allow(notPrincipal(ROLE)));
        assertThat(allowedBy(SESSION, bucket)).isFalse();
        assertThat(allowedBy(ANN, bucket)).isTrue();
        assertThat(allowedBy(CallingPrincipal.anonymous(), bucket)).isTrue();
    }

    @Test
    void aWildcardUnderAwsIsEverybody() {
        assertThat(allowedBy(CallingPrincipal.anonymous(), policy(allow("'Principal':{'AWS':'*'}"))))
                .isTrue();
    }

    @Test
    void namesOfPrincipalsAreComparedWithTheirCase() {
        assertThat(isDenied(ANN, "'Principal':{'AWS':'arn:aws:iam::111122223333:user/Ann'}"))
                .isFalse();
    }

    private static String notPrincipal(String... names) {
        return "'NotPrincipal':{'AWS':['" + String.join("','", names) + "']}";
    }

    private static boolean isDenied(CallingPrincipal caller, String principals) {
        return PolicyEvaluator.of(caller)
                        .with(PolicyKind.RESOURCE, "bucket", policy(deny(principals)))
                        .decide(GET)
                        .outcome()
                == Decision.Outcome.EXPLICIT_DENY;
    }

    private static boolean allowedBy(CallingPrincipal caller, String bucket) {
        return PolicyEvaluator.of(caller)
                .withResourceAccount(Policies.ACCOUNT)
                .with(PolicyKind.RESOURCE, "bucket", bucket)
                .decide(GET)
                .isAllowed();
    }
}
