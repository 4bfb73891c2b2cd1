package io.mlplatform.testkit.policy;

import static io.mlplatform.testkit.policy.Policies.ANN;
import static io.mlplatform.testkit.policy.Policies.GET;
import static io.mlplatform.testkit.policy.Policies.OBJECT;
import static io.mlplatform.testkit.policy.Policies.SESSION;
import static io.mlplatform.testkit.policy.Policies.allows;
import static io.mlplatform.testkit.policy.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a statement is about: actions, resources and the variables in them. */
class ActionsAndResourcesTest {

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, true",
        "S3:getobject, true",
        "s3:Get*, true",
        "s3:*, true",
        "*, true",
        "s3:G?tObject, true",
        "s3:Get?Object, false",
        "s3:GetObjectVersion, false",
        "s3:Put*, false",
        "kms:*, false",
    })
    void actionsMatchWhateverTheirCaseAndKnowWildcards(String action, boolean allowed) {
        assertThat(allows("{'Effect':'Allow','Action':'" + action + "','Resource':'*'}", GET))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "arn:aws:s3:::*, true",
        "arn:aws:s3:::acme/*, true",
        "arn:aws:s3:::acme*, true",
        "arn:aws:s3:::a??e/growth/*/1, true",
        "arn:aws:s3:::acme/growth/churn/1, true",
        "arn:aws:s3:::*/1, true",
        "arn:*:s3:::acme/*, true",
        "arn:aws:s3:::acme/Growth/*, false",
        "arn:aws:s3:::acme, false",
        "arn:aws:s3:::acme/growth/churn/?/, false",
        "arn:aws:sqs:::acme/*, false",
        "arn:aws:s3:*:*:acme/*, true",
        "arn:aws:s3:eu-west-1::acme/*, false",
    })
    void resourcesMatchWithTheirCaseAndWildcardsCrossSlashes(String resource, boolean allowed) {
        assertThat(allows("{'Effect':'Allow','Action':'*','Resource':'" + resource + "'}", GET))
                .isEqualTo(allowed);
    }

    @Test
    void aWildcardOfOnePartOfAnArnDoesNotReachIntoTheNext() {
        AccessRequest request = AccessRequest.of("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:queue");
        assertThat(allows(about("arn:aws:sqs:*:*:queue"), request)).isTrue();
        assertThat(allows(about("arn:aws:sqs:*::queue"), request)).isFalse();
    }

    @Test
    void notActionIsEveryOtherAction() {
        String statement = "{'Effect':'Allow','NotAction':['s3:Put*','s3:Delete*'],'Resource':'*'}";
        assertThat(allows(statement, GET)).isTrue();
        assertThat(allows(statement, AccessRequest.of("iam:CreateUser", "*"))).isTrue();
        assertThat(allows(statement, AccessRequest.of("s3:putobject", OBJECT))).isFalse();
    }

    @Test
    void notResourceIsEveryOtherResource() {
        String statement = "{'Effect':'Allow','Action':'*','NotResource':['arn:aws:s3:::acme/growth/*']}";
        assertThat(allows(statement, GET)).isFalse();
        assertThat(allows(statement, AccessRequest.of("s3:GetObject", "arn:aws:s3:::acme/ads/x")))
                .isTrue();
    }

    @Test
    void aTagOfThePrincipalIsFilledIn() {
        String own = "arn:aws:s3:::acme/${aws:PrincipalTag/team}/*";
        assertThat(mayBy(ANN.withTag("team", "growth"), own)).isTrue();
        assertThat(mayBy(ANN.withTag("Team", "growth"), own)).isTrue();
        assertThat(mayBy(ANN.withTag("team", "ads"), own)).isFalse();
    }

    @Test
    void aVariableWithoutValueMatchesNothing() {
        assertThat(mayBy(ANN, "arn:aws:s3:::acme/${aws:PrincipalTag/team}/*")).isFalse();
        String others = "{'Effect':'Deny','Action':'*','NotResource':'arn:aws:s3:::acme/${aws:PrincipalTag/team}/*'}";
        assertThat(PolicyEvaluator.of(ANN)
                        .with(PolicyKind.IDENTITY, "deny", policy(others))
                        .decide(GET)
                        .outcome())
                .isEqualTo(Decision.Outcome.EXPLICIT_DENY);
    }

    @Test
    void aDefaultStandsInForAnAbsentKey() {
        String shared = "arn:aws:s3:::acme/${aws:PrincipalTag/team, 'growth'}/*";
        assertThat(mayBy(ANN, shared)).isTrue();
        assertThat(mayBy(ANN.withTag("team", "ads"), shared)).isFalse();
    }

    @Test
    void theValueOfAVariableIsTakenLiterally() {
        assertThat(mayBy(ANN.withTag("team", "*"), "arn:aws:s3:::acme/${aws:PrincipalTag/team}/*"))
                .isFalse();
    }

    @Test
    void wildcardsAndDollarsCanBeMeantLiterally() {
        AccessRequest starred = AccessRequest.of("s3:GetObject", "arn:aws:s3:::acme/a*b?c$");
        assertThat(allows(about("arn:aws:s3:::acme/a${*}b${?}c${$}"), starred)).isTrue();
        assertThat(allows(about("arn:aws:s3:::acme/a${*}b${?}c${$}"), GET)).isFalse();
        assertThat(allows(about("arn:aws:s3:::acme/${*}"), GET)).isFalse();
    }

    @Test
    void theUserNameIsThatOfAUserOnly() {
        AccessRequest home = AccessRequest.of("s3:GetObject", "arn:aws:s3:::acme/home/ann/x");
        String own = policy(about("arn:aws:s3:::acme/home/${aws:username}/*"));
        assertThat(PolicyEvaluator.of(ANN)
                        .with(PolicyKind.IDENTITY, "own", own)
                        .decide(home)
                        .isAllowed())
                .isTrue();
        assertThat(PolicyEvaluator.of(SESSION)
                        .with(PolicyKind.IDENTITY, "own", own)
                        .decide(home)
                        .isAllowed())
                .isFalse();
    }

    @Test
    void theOlderLanguageKnowsNoVariables() {
        String older = policy(about("arn:aws:s3:::acme/${aws:username}/*")).replace("2012", "2008");
        AccessRequest literal = AccessRequest.of("s3:GetObject", "arn:aws:s3:::acme/${aws:username}/x");
        AccessRequest own = AccessRequest.of("s3:GetObject", "arn:aws:s3:::acme/ann/x");
        for (String json : List.of(older, older.replace("\"Version\":\"2008-10-17\",", ""))) {
            PolicyEvaluator evaluator = PolicyEvaluator.of(ANN).with(PolicyKind.IDENTITY, "older", json);
            assertThat(evaluator.decide(literal).isAllowed()).isTrue();
            assertThat(evaluator.decide(own).isAllowed()).isFalse();
        }
    }

    @Test
    void aVariableOfSeveralValuesIsRefused() {
        PolicyEvaluator evaluator = PolicyEvaluator.of(ANN)
                .with(PolicyKind.IDENTITY, "own", policy(about("arn:aws:s3:::acme/${aws:TagKeys}/*")));
        assertThatThrownBy(() -> evaluator.decide(GET.with("aws:TagKeys", "a", "b")))
                .isInstanceOf(UnsupportedPolicyException.class)
                .hasMessageContaining("several values");
    }

    private static String about(String resource) {
        return "{'Effect':'Allow','Action':'*','Resource':'" + resource + "'}";
    }

    private static boolean mayBy(CallingPrincipal caller, String resource) {
        String json =
                policy("{'Effect':'Allow','Action':'*','Resource':'RESOURCE'}").replace("RESOURCE", resource);
        return PolicyEvaluator.of(caller)
                .with(PolicyKind.IDENTITY, "own", json)
                .decide(GET)
                .isAllowed();
    }
}
