package io.mlplatform.testkit.policy;

import java.math.BigDecimal;
import java.util.Optional;

/** Comparisons of decimal numbers of any size. */
final class NumberMatch {

    private NumberMatch() {}

    static Comparison.Reading of(Ordering ordering) {
        return (value, version) -> {
            BigDecimal limit = number(value)
                    .orElseThrow(() -> new MalformedPolicyException("A numeric operator needs a number, not " + value));
            return (requested, context) -> number(requested)
                    .map(limit::compareTo)
                    .map(found -> ordering.holds(-found))
                    .orElse(false);
        };
    }

    private static Optional<BigDecimal> number(String text) {
        return text.matches("[+-]?\\d{1,40}(\\.\\d{1,40})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
