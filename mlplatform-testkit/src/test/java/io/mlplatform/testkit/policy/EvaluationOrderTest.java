package io.mlplatform.testkit.policy;

import static io.mlplatform.testkit.policy.Policies.ACCOUNT;
import static io.mlplatform.testkit.policy.Policies.ANN;
import static io.mlplatform.testkit.policy.Policies.GET;
import static io.mlplatform.testkit.policy.Policies.OTHER_ACCOUNT;
import static io.mlplatform.testkit.policy.Policies.SESSION;
import static io.mlplatform.testkit.policy.Policies.allow;
import static io.mlplatform.testkit.policy.Policies.deny;
import static io.mlplatform.testkit.policy.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How documents combine, after the page "Policy evaluation logic". */
class EvaluationOrderTest {

    private static final String ALL = policy(allow(""));
    private static final String NO_WRITES = "{'Sid':'No','Effect':'Deny','Action':'s3:Put*','Resource':'*'}";
    private static final String OTHER = policy("{'Effect':'Allow','Action':'s3:PutObject','Resource':'*'}");

    @Test
    void whatNobodyAllowsIsImplicitlyDenied() {
        Decision decision = PolicyEvaluator.of(ANN).decide(GET);
        assertThat(decision.outcome()).isEqualTo(Decision.Outcome.IMPLICIT_DENY);
        assertThat(decision.statement()).isEmpty();
        assertThat(decision).hasToString("Not allowed by an identity policy, nor by the resource policy");
    }

    @Test
    void theStatementThatAllowsIsNamed() {
        Decision decision = PolicyEvaluator.of(ANN)
                .with(PolicyKind.IDENTITY, "reader", policy(NO_WRITES, allow("'Sid':'Read'")))
                .decide(GET);
        assertThat(decision.isAllowed()).isTrue();
        assertThat(decision.statement())
                .contains(new DecidingStatement(PolicyKind.IDENTITY, "reader", 1, Optional.of("Read")));
        assertThat(decision).hasToString("Allowed by statement Read of the identity policy reader");
    }

    @Test
    void anExplicitDenialInAnyDocumentWins() {
        for (PolicyKind kind : PolicyKind.values()) {
            String denial = kind == PolicyKind.RESOURCE ? deny("'Principal':'*'") : deny("");
            PolicyEvaluator evaluator = PolicyEvaluator.of(SESSION)
                    .with(PolicyKind.IDENTITY, "all", ALL)
                    .with(kind, "denial", policy(denial));
            Decision decision = evaluator.decide(GET);
            assertThat(decision.outcome()).isEqualTo(Decision.Outcome.EXPLICIT_DENY);
            assertThat(decision).hasToString("Denied by statement 1 of the " + kind + " denial");
        }
    }

    @Test
    void oneOfSeveralIdentityPoliciesIsEnough() {
        assertThat(PolicyEvaluator.of(ANN)
                        .with(PolicyKind.IDENTITY, "write", OTHER)
                        .with(PolicyKind.IDENTITY, "all", ALL)
                        .decide(GET)
                        .isAllowed())
                .isTrue();
    }

    @Test
    void aBoundaryLimitsAndDoesNotGive() {
        PolicyEvaluator bounded = PolicyEvaluator.of(ANN).with(PolicyKind.PERMISSIONS_BOUNDARY, "boundary", ALL);
        assertThat(bounded.decide(GET).isAllowed()).isFalse();
        assertThat(bounded.with(PolicyKind.IDENTITY, "all", ALL).decide(GET).isAllowed())
                .isTrue();
        assertThat(PolicyEvaluator.of(ANN)
                        .with(PolicyKind.IDENTITY, "all", ALL)
                        .with(PolicyKind.PERMISSIONS_BOUNDARY, "boundary", OTHER)
                        .decide(GET))
                .hasToString("Not allowed by the permissions boundary");
    }

    @Test
    void aSessionMayWhatRoleAndSessionPolicyBothAllow() {
        PolicyEvaluator role = PolicyEvaluator.of(SESSION).with(PolicyKind.IDENTITY, "role", ALL);
        assertThat(role.decide(GET).isAllowed()).isTrue();
        assertThat(role.with(PolicyKind.SESSION, "narrow", OTHER).decide(GET))
                .hasToString("Not allowed by the session policy");
        assertThat(PolicyEvaluator.of(SESSION)
                        .with(PolicyKind.SESSION, "wide", ALL)
                        .decide(GET)
                        .isAllowed())
                .isFalse();
    }

    @Test
    void aResourcePolicyThatNamesTheUserIsEnoughAndNoBoundaryLimitsIt() {
        PolicyEvaluator evaluator = PolicyEvaluator.of(ANN)
                .with(PolicyKind.PERMISSIONS_BOUNDARY, "boundary", OTHER)
                .with(PolicyKind.RESOURCE, "bucket", toAws("arn:aws:iam::111122223333:user/ann"));
        assertThat(evaluator.decide(GET).isAllowed()).isTrue();
    }

    @Test
    void aResourcePolicyThatNamesTheRoleIsLimitedByBoundaryAndSession() {
        PolicyEvaluator named = PolicyEvaluator.of(SESSION)
                .with(PolicyKind.RESOURCE, "bucket", toAws("arn:aws:iam::111122223333:role/ml/reader"));
        assertThat(named.decide(GET).isAllowed()).isTrue();
        assertThat(named.with(PolicyKind.SESSION, "narrow", OTHER).decide(GET).isAllowed())
                .isFalse();
        assertThat(named.with(PolicyKind.PERMISSIONS_BOUNDARY, "b", OTHER)
                        .decide(GET)
                        .isAllowed())
                .isFalse();
    }

    @Test
    void aResourcePolicyThatNamesTheSessionIsLimitedByNeither() {
        PolicyEvaluator named = PolicyEvaluator.of(SESSION)
                .with(PolicyKind.RESOURCE, "bucket", toAws("arn:aws:sts::111122223333:assumed-role/reader/nightly"));
        assertThat(named.with(PolicyKind.SESSION, "narrow", OTHER).decide(GET).isAllowed())
                .isTrue();
        assertThat(named.with(PolicyKind.PERMISSIONS_BOUNDARY, "b", OTHER)
                        .decide(GET)
                        .isAllowed())
                .isTrue();
    }

    @Test
    void aResourcePolicyThatNamesTheAccountLeavesItToIdentityPolicies() {
        for (String account : List.of(ACCOUNT, "arn:aws:iam::111122223333:root")) {
            PolicyEvaluator named = PolicyEvaluator.of(ANN).with(PolicyKind.RESOURCE, "bucket", toAws(account));
            assertThat(named.decide(GET).isAllowed()).isFalse();
            assertThat(named.with(PolicyKind.IDENTITY, "all", ALL).decide(GET).isAllowed())
                    .isTrue();
        }
    }

    @Test
    void acrossAccountsBothSidesHaveToAllow() {
        PolicyEvaluator theirs = PolicyEvaluator.of(ANN).withResourceAccount(OTHER_ACCOUNT);
        String bucket = toAws(ACCOUNT);
        assertThat(theirs.with(PolicyKind.IDENTITY, "all", ALL).decide(GET).isAllowed())
                .isFalse();
        assertThat(theirs.with(PolicyKind.RESOURCE, "bucket", bucket)
                        .decide(GET)
                        .isAllowed())
                .isFalse();
        PolicyEvaluator both = theirs.with(PolicyKind.IDENTITY, "all", ALL).with(PolicyKind.RESOURCE, "bucket", bucket);
        assertThat(both.decide(GET).isAllowed()).isTrue();
        assertThat(both.with(PolicyKind.PERMISSIONS_BOUNDARY, "b", OTHER)
                        .decide(GET)
                        .isAllowed())
                .isFalse();
    }

    @Test
    void theRootUserMayAllThatIsNotDenied() {
        PolicyEvaluator root = PolicyEvaluator.of(CallingPrincipal.accountRoot(ACCOUNT));
        assertThat(root.decide(GET).isAllowed()).isTrue();
        assertThat(root.with(PolicyKind.RESOURCE, "bucket", policy(deny("'Principal':'*'")))
                        .decide(GET)
                        .isAllowed())
                .isFalse();
        assertThat(root.withResourceAccount(OTHER_ACCOUNT).decide(GET).isAllowed())
                .isFalse();
    }

    @Test
    void theAnonymousAndServicesNeedAResourcePolicy() {
        CallingPrincipal pipeline = CallingPrincipal.service("codepipeline.amazonaws.com");
        String open = policy(allow("'Principal':'*'"));
        String toPipeline = policy(allow("'Principal':{'Service':'codepipeline.amazonaws.com'}"));
        assertThat(mayBy(CallingPrincipal.anonymous(), open)).isTrue();
        assertThat(mayBy(CallingPrincipal.anonymous(), toPipeline)).isFalse();
        assertThat(mayBy(pipeline, toPipeline)).isTrue();
        assertThat(PolicyEvaluator.of(pipeline).decide(GET).isAllowed()).isFalse();
    }

    @Test
    void policiesThatDoNotFitThePrincipalAreRefused() {
        assertThatThrownBy(() -> PolicyEvaluator.of(ANN).with(PolicyKind.SESSION, "s", ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("session of a role");
        PolicyEvaluator bounded = PolicyEvaluator.of(ANN).with(PolicyKind.PERMISSIONS_BOUNDARY, "b", ALL);
        assertThatThrownBy(() -> bounded.with(PolicyKind.PERMISSIONS_BOUNDARY, "c", ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("already");
    }

    private static boolean mayBy(CallingPrincipal caller, String bucketPolicy) {
        return PolicyEvaluator.of(caller)
                .withResourceAccount(ACCOUNT)
                .with(PolicyKind.RESOURCE, "bucket", bucketPolicy)
                .decide(GET)
                .isAllowed();
    }

    private static String toAws(String principal) {
        return policy(allow("'Principal':{'AWS':'" + principal + "'}"));
    }
}
