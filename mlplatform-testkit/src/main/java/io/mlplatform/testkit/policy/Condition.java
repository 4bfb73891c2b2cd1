package io.mlplatform.testkit.policy;

import java.util.List;

/**
 * One key of a condition block: it holds where one of the policy's values matches, or none for a negated operator.
 *
 * @param operator how
 * @param key what of the request
 * @param matchers the policy's values
 */
record Condition(ConditionOperator operator, String key, List<ValueMatcher> matchers) {

    boolean holds(RequestContext context) {
        List<String> requested = context.values(key);
        if (operator.comparison() == Comparison.NULL) {
            return matchesOne(String.valueOf(requested.isEmpty()), context);
        }
        if (operator.set() == ConditionOperator.Set.ONE) {
            if (requested.size() > 1) {
                throw new UnsupportedPolicyException(
                        key + " has several values, which need ForAnyValue or ForAllValues before the operator");
            }
        } else {
            // To the operators on sets, an empty text is an absent value.
            requested = requested.stream().filter(value -> !value.isEmpty()).toList();
        }
        if (requested.isEmpty()) {
            return operator.holdsWhenAbsent();
        }
        return operator.holdsFor(requested, value -> matchesOne(value, context));
    }

    private boolean matchesOne(String requested, RequestContext context) {
        return matchers.stream().anyMatch(matcher -> matcher.matches(requested, context));
    }
}
