package io.mlplatform.testkit.policy;

import java.util.Locale;

/** Comparisons of texts, ARNs and truth values. */
final class TextMatch {

    private TextMatch() {}

    static ValueMatcher equal(String value, PolicyVersion version) {
        return PolicyPattern.exactly(value, version)::matches;
    }

    static ValueMatcher equalIgnoringCase(String value, PolicyVersion version) {
        return PolicyPattern.exactly(value, version)::matchesIgnoringCase;
    }

    static ValueMatcher like(String value, PolicyVersion version) {
        return PolicyPattern.like(value, version)::matches;
    }

    /** For equality too: the operators on ARNs all know wildcards, and behave alike. */
    static ValueMatcher arn(String value, PolicyVersion version) {
        return ArnPattern.strictlyOf(value, version)::matches;
    }

    /** The version does not matter, as there are no variables among truth values. */
    @SuppressWarnings("unused")
    static ValueMatcher truth(String value, PolicyVersion version) {
        String word = value.toLowerCase(Locale.ROOT);
        if (!word.equals("true") && !word.equals("false")) {
            throw new MalformedPolicyException("Neither true nor false: " + value);
        }
        return (requested, context) -> requested.toLowerCase(Locale.ROOT).equals(word);
    }
}
