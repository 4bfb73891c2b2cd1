package io.mlplatform.testkit.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Comparisons of moments, written as in ISO 8601 (a day, or a time with its offset) or as seconds since 1970. */
final class MomentMatch {

    private MomentMatch() {}

    static Comparison.Reading of(Ordering ordering) {
        return (value, version) -> {
            Instant limit = moment(value)
                    .orElseThrow(() -> new MalformedPolicyException("A date operator needs a date, not " + value));
            return (requested, context) -> moment(requested)
                    .map(found -> ordering.holds(found.compareTo(limit)))
                    .orElse(false);
        };
    }

    private static Optional<Instant> moment(String text) {
        try {
            if (text.matches("\\d{9,12}")) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
