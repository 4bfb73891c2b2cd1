package io.mlplatform.testkit.policy;

import java.util.List;
import java.util.function.Predicate;

/**
 * A condition operator: what it compares, how it takes several values of a request, and what an absent key means.
 *
 * @param set from the prefix
 * @param comparison from the name
 * @param absence from the suffix
 */
record ConditionOperator(Set set, Comparison comparison, Absence absence) {

    /** How the values of a multi-valued key are taken together. */
    enum Set {
        /** No prefix: the key has one value. */
        ONE(""),
        ANY("ForAnyValue:"),
        ALL("ForAllValues:");

        private final String prefix;

        Set(String prefix) {
            this.prefix = prefix;
        }
    }

    /** Whether the operator ends in {@code IfExists}. */
    enum Absence {
        AS_COMPARED,
        HOLDS
    }

    private static final String IF_EXISTS = "IfExists";

    static ConditionOperator parse(String text) {
        Set set = Set.ONE;
        for (Set each : List.of(Set.ANY, Set.ALL)) {
            if (text.startsWith(each.prefix)) {
                set = each;
            }
        }
        Absence absence = text.endsWith(IF_EXISTS) ? Absence.HOLDS : Absence.AS_COMPARED;
        int end = text.length() - (absence == Absence.HOLDS ? IF_EXISTS.length() : 0);
        Comparison comparison = Comparison.named(
                        text.substring(set.prefix.length(), Math.max(end, set.prefix.length())))
                .orElseThrow(() -> new UnsupportedPolicyException("Unknown condition operator " + text));
        if (comparison == Comparison.NULL && (set != Set.ONE || absence == Absence.HOLDS)) {
            throw new UnsupportedPolicyException("Null takes neither prefix nor IfExists: " + text);
        }
        return new ConditionOperator(set, comparison, absence);
    }

    boolean holdsWhenAbsent() {
        if (absence == Absence.HOLDS) {
            return true;
        }
        return switch (set) {
            case ONE -> comparison.isNegated();
            case ANY -> false;
            case ALL -> true;
        };
    }

    boolean holdsFor(List<String> requested, Predicate<String> matchesOne) {
        Predicate<String> holds = comparison.isNegated() ? matchesOne.negate() : matchesOne;
        return set == Set.ALL
                ? requested.stream().allMatch(holds)
                : requested.stream().anyMatch(holds);
    }
}
