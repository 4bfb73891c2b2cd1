package io.mlplatform.testkit.policy;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a condition operator compares, by the name that it has without prefix and suffix. An operator in {@code Not} holds
 * where no value of the policy matches, and where the key is absent
 * (<a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 * operators</a>).
 */
enum Comparison {
    STRING_EQUALS("StringEquals", Sense.MATCH, TextMatch::equal),
    STRING_NOT_EQUALS("StringNotEquals", Sense.NO_MATCH, TextMatch::equal),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Sense.MATCH, TextMatch::equalIgnoringCase),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Sense.NO_MATCH, TextMatch::equalIgnoringCase),
    STRING_LIKE("StringLike", Sense.MATCH, TextMatch::like),
    STRING_NOT_LIKE("StringNotLike", Sense.NO_MATCH, TextMatch::like),
    ARN_EQUALS("ArnEquals", Sense.MATCH, TextMatch::arn),
    ARN_NOT_EQUALS("ArnNotEquals", Sense.NO_MATCH, TextMatch::arn),
    ARN_LIKE("ArnLike", Sense.MATCH, TextMatch::arn),
    ARN_NOT_LIKE("ArnNotLike", Sense.NO_MATCH, TextMatch::arn),
    NUMERIC_EQUALS("NumericEquals", Sense.MATCH, NumberMatch.of(Ordering.EQUAL)),
    NUMERIC_NOT_EQUALS("NumericNotEquals", Sense.NO_MATCH, NumberMatch.of(Ordering.EQUAL)),
    NUMERIC_LESS_THAN("NumericLessThan", Sense.MATCH, NumberMatch.of(Ordering.LESS)),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Sense.MATCH, NumberMatch.of(Ordering.LESS_OR_EQUAL)),
    NUMERIC_GREATER_THAN("NumericGreaterThan", Sense.MATCH, NumberMatch.of(Ordering.GREATER)),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Sense.MATCH, NumberMatch.of(Ordering.GREATER_OR_EQUAL)),
    DATE_EQUALS("DateEquals", Sense.MATCH, MomentMatch.of(Ordering.EQUAL)),
    DATE_NOT_EQUALS("DateNotEquals", Sense.NO_MATCH, MomentMatch.of(Ordering.EQUAL)),
    DATE_LESS_THAN("DateLessThan", Sense.MATCH, MomentMatch.of(Ordering.LESS)),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", Sense.MATCH, MomentMatch.of(Ordering.LESS_OR_EQUAL)),
    DATE_GREATER_THAN("DateGreaterThan", Sense.MATCH, MomentMatch.of(Ordering.GREATER)),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Sense.MATCH, MomentMatch.of(Ordering.GREATER_OR_EQUAL)),
    BOOL("Bool", Sense.MATCH, TextMatch::truth),
    IP_ADDRESS("IpAddress", Sense.MATCH, AddressRange::matching),
    NOT_IP_ADDRESS("NotIpAddress", Sense.NO_MATCH, AddressRange::matching),
    NULL("Null", Sense.MATCH, TextMatch::truth);

    /** Whether a match makes the condition hold or fail. */
    private enum Sense {
        MATCH,
        NO_MATCH
    }

    /** Makes a matcher of a value in a document of a version. */
    @FunctionalInterface
    interface Reading {
        ValueMatcher read(String value, PolicyVersion version);
    }

    private static final Map<String, Comparison> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(one -> one.word, Function.identity()));

    private final String word;
    private final Sense sense;
    private final Reading reading;

    Comparison(String word, Sense sense, Reading reading) {
        this.word = word;
        this.sense = sense;
        this.reading = reading;
    }

    static Optional<Comparison> named(String word) {
        return Optional.ofNullable(BY_NAME.get(word));
    }

    boolean isNegated() {
        return sense == Sense.NO_MATCH;
    }

    ValueMatcher read(String value, PolicyVersion version) {
        return reading.read(value, version);
    }
}
