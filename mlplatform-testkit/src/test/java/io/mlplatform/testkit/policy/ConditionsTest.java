package io.mlplatform.testkit.policy;

import static io.mlplatform.testkit.policy.Policies.ANN;
import static io.mlplatform.testkit.policy.Policies.GET;
import static io.mlplatform.testkit.policy.Policies.SESSION;
import static io.mlplatform.testkit.policy.Policies.holds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Condition operators, after the page "Condition operators". */
class ConditionsTest {

    @ParameterizedTest
    @CsvSource({
        "StringEquals, growth/a, growth/a, true",
        "StringEquals, growth/*, growth/a, false",
        "StringEquals, Growth/a, growth/a, false",
        "StringNotEquals, growth/a, growth/b, true",
        "StringNotEquals, growth/a, growth/a, false",
        "StringEqualsIgnoreCase, GROWTH/a, growth/A, true",
        "StringNotEqualsIgnoreCase, GROWTH/a, growth/A, false",
        "StringLike, growth/*, growth/a/b, true",
        "StringLike, growth/?, growth/ab, false",
        "StringNotLike, growth/*, ads/a, true",
        "StringNotLike, growth/*, growth/a, false",
        "NumericEquals, 10, 10.0, true",
        "NumericNotEquals, 10, 11, true",
        "NumericLessThan, 10, 9, true",
        "NumericLessThan, 10, 10, false",
        "NumericLessThanEquals, 10, 10, true",
        "NumericGreaterThan, 10, 11, true",
        "NumericGreaterThan, 10, 9, false",
        "NumericGreaterThanEquals, 10, 10, true",
        "NumericEquals, 10, ten, false",
        "DateLessThan, 2026-01-01T00:00:00Z, 2025-12-31T23:59:59Z, true",
        "DateLessThan, 2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, false",
        "DateLessThanEquals, 2026-01-01, 2026-01-01T00:00:00Z, true",
        "DateGreaterThan, 2026-01-01T00:00:00+02:00, 2025-12-31T23:00:00Z, true",
        "DateGreaterThanEquals, 1767225600, 2026-01-01T00:00:00Z, true",
        "DateEquals, 1767225600, 2026-01-01T00:00:00Z, true",
        "DateNotEquals, 1767225600, 2026-01-01T00:00:01Z, true",
        "Bool, true, true, true",
        "Bool, true, True, true",
        "Bool, false, true, false",
        "IpAddress, 203.0.113.0/24, 203.0.113.7, true",
        "IpAddress, 203.0.113.0/24, 203.0.114.7, false",
        "IpAddress, 203.0.113.7, 203.0.113.7, true",
        "IpAddress, 2001:db8::/32, 2001:db8:1::1, true",
        "IpAddress, 203.0.113.0/24, 2001:db8::1, false",
        "NotIpAddress, 203.0.113.0/24, 203.0.114.7, true",
        "ArnLike, arn:aws:iam::*:role/ml/*, arn:aws:iam::111122223333:role/ml/reader, true",
        "ArnLike, arn:aws:*:role/ml/x:y:z, arn:aws:iam::111122223333:role/ml/x, false",
        "ArnEquals, arn:aws:iam::*:role/ml/*, arn:aws:iam::111122223333:role/ml/reader, true",
        "ArnNotLike, arn:aws:iam::*:role/ml/*, arn:aws:iam::111122223333:role/other, true",
        "ArnNotEquals, arn:aws:iam::*:role/ml/*, arn:aws:iam::111122223333:role/ml/reader, false",
    })
    void anOperatorComparesTheKeysValue(String operator, String policys, String requests, boolean expected) {
        String condition = "{'" + operator + "':{'s3:key':'" + policys + "'}}";
        assertThat(holds(condition, GET.with("s3:key", requests))).isEqualTo(expected);
    }

    /** The trap: a denial unless equal also denies those who have no value at all. */
    @ParameterizedTest
    @CsvSource({
        "StringEquals, x, false",
        "StringLike, *, false",
        "NumericLessThan, 10, false",
        "DateLessThan, 2026-01-01, false",
        "Bool, false, false",
        "IpAddress, 0.0.0.0/0, false",
        "ArnLike, arn:*:*:*:*:*, false",
        "StringNotEquals, x, true",
        "StringNotEqualsIgnoreCase, x, true",
        "StringNotLike, *, true",
        "NumericNotEquals, 10, true",
        "DateNotEquals, 2026-01-01, true",
        "NotIpAddress, 0.0.0.0/0, true",
        "ArnNotEquals, arn:*:*:*:*:*, true",
        "ArnNotLike, arn:*:*:*:*:*, true",
    })
    void onAnAbsentKeyOnlyNegatedOperatorsHold(String operator, String value, boolean expected) {
        assertThat(holds("{'" + operator + "':{'s3:absent':'" + value + "'}}", GET))
                .isEqualTo(expected);
        assertThat(holds("{'" + operator + "IfExists':{'s3:absent':'" + value + "'}}", GET))
                .isTrue();
    }

    @Test
    void ifExistsComparesAKeyThatIsThere() {
        assertThat(holds("{'StringEqualsIfExists':{'s3:key':'a'}}", GET.with("s3:key", "a")))
                .isTrue();
        assertThat(holds("{'StringEqualsIfExists':{'s3:key':'a'}}", GET.with("s3:key", "b")))
                .isFalse();
    }

    @Test
    void nullAsksWhetherTheKeyIsAbsent() {
        assertThat(holds("{'Null':{'s3:if-none-match':'true'}}", GET)).isTrue();
        assertThat(holds("{'Null':{'s3:if-none-match':'false'}}", GET)).isFalse();
        assertThat(holds("{'Null':{'s3:if-none-match':'true'}}", GET.with("s3:if-none-match", "*")))
                .isFalse();
        assertThat(holds("{'Null':{'s3:if-none-match':'false'}}", GET.with("s3:if-none-match", "*")))
                .isTrue();
    }

    @Test
    void valuesOfOneKeyAreAlternativesAndAllNegated() {
        assertThat(holds("{'StringEquals':{'s3:key':['a','b']}}", GET.with("s3:key", "b")))
                .isTrue();
        assertThat(holds("{'StringNotEquals':{'s3:key':['a','b']}}", GET.with("s3:key", "b")))
                .isFalse();
        assertThat(holds("{'StringNotEquals':{'s3:key':['a','b']}}", GET.with("s3:key", "c")))
                .isTrue();
    }

    @Test
    void keysAndOperatorsMustAllHold() {
        String both = "{'StringEquals':{'s3:key':'a','s3:other':'b'},'Null':{'s3:third':'true'}}";
        assertThat(holds(both, GET.with("s3:key", "a").with("s3:other", "b"))).isTrue();
        assertThat(holds(both, GET.with("s3:key", "a"))).isFalse();
        assertThat(holds(both, GET.with("s3:key", "a").with("s3:other", "b").with("s3:third", "c")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // one value in, one out; all in; all out; none
        "ForAnyValue:StringEquals, true, true, false, false",
        "ForAllValues:StringEquals, false, true, false, true",
        "ForAnyValue:StringNotEquals, true, false, true, false",
        "ForAllValues:StringNotEquals, false, false, true, true",
        "ForAnyValue:StringLike, true, true, false, false",
        "ForAllValues:StringLike, false, true, false, true",
    })
    void setsAreTakenByTheirPrefix(String operator, boolean mixed, boolean in, boolean out, boolean none) {
        String condition = "{'" + operator + "':{'aws:TagKeys':['team','stage']}}";
        assertThat(holds(condition, GET.with("aws:TagKeys", "team", "owner"))).isEqualTo(mixed);
        assertThat(holds(condition, GET.with("aws:TagKeys", "team", "stage"))).isEqualTo(in);
        assertThat(holds(condition, GET.with("aws:TagKeys", "owner", "cost"))).isEqualTo(out);
        assertThat(holds(condition, GET)).isEqualTo(none);
    }

    /** The trap: all of no values are equal to anything, an empty text counting as no value. */
    @Test
    void forAllValuesHoldsOnAnEmptySet() {
        String condition = "{'ForAllValues:StringEquals':{'aws:TagKeys':'team'}}";
        assertThat(holds(condition, GET.with("aws:TagKeys"))).isTrue();
        assertThat(holds(condition, GET.with("aws:TagKeys", ""))).isTrue();
        assertThat(holds(condition.replace("ForAll", "ForAny").replace("Values", "Value"), GET.with("aws:TagKeys", "")))
                .isFalse();
    }

    @Test
    void severalValuesWithoutASetOperatorAreRefused() {
        AccessRequest request = GET.with("aws:TagKeys", "a", "b");
        assertThatThrownBy(() -> holds("{'StringEquals':{'aws:TagKeys':'a'}}", request))
                .isInstanceOf(UnsupportedPolicyException.class)
                .hasMessageContaining("ForAnyValue");
    }

    @Test
    void namesOfKeysHaveNoCase() {
        assertThat(holds("{'StringEquals':{'S3:PREFIX':'a'}}", GET.with("s3:prefix", "a")))
                .isTrue();
        assertThat(holds(ANN.withTag("Team", "a"), "{'StringEquals':{'aws:principaltag/team':'a'}}", GET))
                .isTrue();
    }

    @Test
    void aVariableInAConditionIsFilledInAndWithoutValueMatchesNothing() {
        AccessRequest request = GET.with("s3:prefix", "growth/");
        String own = "{'StringLike':{'s3:prefix':'${aws:PrincipalTag/team}/*'}}";
        String notOwn = "{'StringNotLike':{'s3:prefix':'${aws:PrincipalTag/team}/*'}}";
        assertThat(holds(ANN.withTag("team", "growth"), own, request)).isTrue();
        assertThat(holds(ANN.withTag("team", "growth"), notOwn, request)).isFalse();
        assertThat(holds(own, request)).isFalse();
        assertThat(holds(notOwn, request)).isTrue();
    }

    @Test
    void theArnOfASessionsPrincipalIsItsRoles() {
        String role = "{'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::111122223333:role/ml/reader'}}";
        assertThat(holds(SESSION, role, GET)).isTrue();
        assertThat(holds(ANN, role, GET)).isFalse();
        assertThat(holds(SESSION, "{'StringEquals':{'aws:PrincipalType':'AssumedRole'}}", GET))
                .isTrue();
    }

    @Test
    void numbersAndTruthValuesNeedNoQuotes() {
        assertThat(holds("{'Bool':{'aws:SecureTransport':false}}", GET.with("aws:SecureTransport", "false")))
                .isTrue();
        assertThat(holds("{'NumericLessThan':{'s3:max-keys':10}}", GET.with("s3:max-keys", "9")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StringSounds",
                "stringequals",
                "ForSomeValues:StringEquals",
                "IfExists",
                "ForAnyValue:",
                "NullIfExists",
                "ForAllValues:Null",
                "BinaryEquals",
                "StringEqualsIfExistsIfExists"
            })
    void anUnknownOperatorIsRefused(String operator) {
        assertThatThrownBy(() -> holds("{'" + operator + "':{'s3:key':'true'}}", GET))
                .isInstanceOf(UnsupportedPolicyException.class)
                .hasMessageContaining(operator);
    }
}
