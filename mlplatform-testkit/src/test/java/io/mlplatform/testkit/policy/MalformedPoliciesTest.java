package io.mlplatform.testkit.policy;

import static io.mlplatform.testkit.policy.Policies.ANN;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no policy is refused with the reason. */
class MalformedPoliciesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                                                                         | no JSON
            {'Statement':[]}                                                                          | no statement
            {}                                                                                        | a statement is no JSON object
            []                                                                                        | the policy is no JSON object
            {'Statement':[],'Statement':[]}                                                           | Duplicate field
            {'Statement':[]} {}                                                                       | no JSON
            {'Version':'2020-01-01','Statement':[STATEMENT]}                                          | Version is 2012-10-17 or
            {'Comment':'','Statement':[STATEMENT]}                                                    | unknown member Comment
            {'Statement':[{'Effect':'allow','Action':'*','Resource':'*'}]}                            | Effect is Allow or Deny
            {'Statement':[{'Action':'*','Resource':'*'}]}                                             | Effect is Allow or Deny
            {'Statement':[{'Effect':'Allow','Resource':'*'}]}                                         | either Action or NotAction
            {'Statement':[{'Effect':'Allow','Action':'*','NotAction':'*','Resource':'*'}]}            | either Action or NotAction
            {'Statement':[{'Effect':'Allow','Action':'*'}]}                                           | either Resource or NotResource
            {'Statement':[{'Effect':'Allow','Action':[],'Resource':'*'}]}                             | Action is empty
            {'Statement':[{'Effect':'Allow','Action':'GetObject','Resource':'*'}]}                    | an action is
            {'Statement':[{'Effect':'Allow','Action':5,'Resource':'*'}]}                              | other than texts
            {'Statement':[{'Effect':'Allow','Action':'*','Resource':'acme/*'}]}                       | Not an ARN of six parts
            {'Statement':[{'Effect':'Allow','Action':'*','Resource':'arn:aws:s3*'}]}                  | Not an ARN of six parts
            {'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Principal':'*'}]}            | only resource policies
            {'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':[]}]}             | Condition is no JSON object
            {'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'a':'yes'}}}]} | Neither true nor false
            {'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'a':null}}}]}  | other than plain values
            {'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'NumericEquals':{'a':'x'}}}]} | needs a number
            {'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'DateEquals':{'a':'soon'}}}]} | needs a date
            {'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'IpAddress':{'a':'localhost'}}}]} | No IP address
            {'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'IpAddress':{'a':'10.0.0.0/33'}}}]} | No IP address
            {'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'ArnLike':{'a':'*'}}}]} | Not an ARN of six parts
            {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::a/${aws:x'}]} | No variable can be read
            {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::a/${user}'}]} | names no condition key
            {'Statement':[{'Sid':'a','Effect':'Allow','Action':'*','Resource':'*'},{'Sid':'a','Effect':'Deny','Action':'*','Resource':'*'}]} | two statements are named a
            """, quoteCharacter = '`')
    void aMalformedIdentityPolicyIsRefusedWithTheReason(String json, String reason) {
        String document = json.replace("STATEMENT", "{'Effect':'Allow','Action':'*','Resource':'*'}")
                .replace('\'', '"');
        assertThatThrownBy(() -> PolicyEvaluator.of(ANN).with(PolicyKind.IDENTITY, "mine", document))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageStartingWith("The identity policy mine is malformed: ")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'Resource':'*'                                                               | either Principal or NotPrincipal
            'Resource':'*','Principal':'*','NotPrincipal':'*'                            | either Principal or NotPrincipal
            'Resource':'*','Principal':'ann'                                             | principals are
            'Resource':'*','Principal':{'AWS':'ann'}                                     | a principal is an ARN
            'Resource':'*','Principal':{'AWS':'arn:aws:iam::111122223333:user/*'}        | a principal is an ARN
            'Resource':'*','Principal':{}                                                | principals are
            """, quoteCharacter = '`')
    void aResourcePolicyNamesPrincipalsWithoutWildcards(String members, String reason) {
        String document = ("{'Statement':{'Effect':'Allow','Action':'*'," + members + "}}").replace('\'', '"');
        assertThatThrownBy(() -> PolicyEvaluator.of(ANN).with(PolicyKind.RESOURCE, "bucket", document))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void principalsOfUnknownTypeAreRefused() {
        String document = Policies.policy(Policies.allow("'Principal':{'CanonicalUser':'79a59df900b949e5'}"));
        assertThatThrownBy(() -> PolicyEvaluator.of(ANN).with(PolicyKind.RESOURCE, "bucket", document))
                .isInstanceOf(UnsupportedPolicyException.class)
                .hasMessageContaining("CanonicalUser");
    }

    @Test
    void aRequestIsCheckedToo() {
        assertThatThrownBy(() -> AccessRequest.of("GetObject", "*")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AccessRequest.of("s3:GetObject", "acme")).isInstanceOf(IllegalArgumentException.class);
    }
}
