package io.mlplatform.features;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The point-in-time join as its rules read, one spine row against every row of the group: slow, and easy to believe.
 *
 * @param history the group's rows with their system columns, in no order that matters; {@code later} is true for what no
 *     pinned version holds
 * @param without rules that are taken out
 */
record BruteForceJoin(
        FeatureJoin join, List<Map<String, Object>> history, Optional<Instant> cutoff, Set<OracleRule> without) {

    private static final Duration ANY_ZONE = Duration.ofHours(5);

    /** What the join adds to the spine's row. */
    Map<String, Object> answer(Map<String, Object> spine, Instant time) {
        Optional<Map<String, Object>> match = match(spine, time);
        String status = match.map(row -> status(row, time)).orElse("missing");
        if (match.isPresent() && status.equals("expired") && !holds(OracleRule.TTL_AFTER_MATCH)) {
            status = "missing";
        }
        boolean gives = status.equals("found")
                || status.equals("deleted") && !holds(OracleRule.TOMBSTONES_GIVE_NULLS)
                || status.equals("expired") && !holds(OracleRule.EXPIRED_GIVES_NULLS);
        Map<String, Object> answer = new LinkedHashMap<>();
        for (FeatureColumn feature : join.features()) {
            answer.put(join.column(feature), gives ? match.orElseThrow().get(feature.name()) : null);
        }
        answer.put(join.statusColumn(), status);
        return answer;
    }

    private Optional<Map<String, Object>> match(Map<String, Object> spine, Instant time) {
        Stream<Map<String, Object>> candidates = history.stream()
                .filter(row -> !(boolean) row.get("later") || !holds(OracleRule.PINNED_VERSION))
                .filter(row -> sameKeys(spine, row))
                .filter(row -> holds(OracleRule.TOMBSTONES_MATCH) || !(boolean) row.get("is_deleted"))
                .filter(row -> cutoff.isEmpty()
                        || !holds(OracleRule.CUTOFF)
                        || known(row)
                                .filter(known -> !known.isAfter(cutoff.get()))
                                .isPresent())
                .filter(row -> isPast((Instant) row.get("event"), time));
        if (join.knownAt().isEmpty() || !holds(OracleRule.KNOWN_AT)) {
            return candidates.max(byAge());
        }
        return holds(OracleRule.KNOWN_BEFORE_RANKING)
                ? candidates.filter(row -> isKnown(row, time)).max(byAge())
                : candidates.max(byAge()).filter(row -> isKnown(row, time));
    }

    private Comparator<Map<String, Object>> byAge() {
        Comparator<Map<String, Object>> order = Comparator.comparing(row -> precise((Instant) row.get("event")));
        if (holds(OracleRule.TIES_BY_CREATED_TIME)) {
            order = order.thenComparing(row -> (Instant) row.get("api_invocation_time"));
        }
        if (holds(OracleRule.TIES_BY_WRITE_TIME)) {
            order = order.thenComparing(row -> (Instant) row.get("write_time"));
        }
        Comparator<Map<String, Object>> ordinal = Comparator.comparing(row -> (Long) row.get("_ordinal"));
        return order.thenComparing(holds(OracleRule.TIES_BY_ORDINAL) ? ordinal : ordinal.reversed());
    }

    private boolean sameKeys(Map<String, Object> spine, Map<String, Object> row) {
        return join.group().keys().stream()
                .limit(
                        holds(OracleRule.COMPOSITE_KEYS)
                                ? Long.MAX_VALUE
                                : join.group().keys().size() - 1L)
                .allMatch(key -> {
                    Object value = spine.get(join.spineColumn(key));
                    return value != null && Objects.equals(value, row.get(key.name()));
                });
    }

    private boolean isPast(Instant event, Instant time) {
        if (time == null) {
            return false;
        }
        int order = precise(event).compareTo(precise(time));
        return order < 0
                || order == 0 && holds(OracleRule.EVENT_TIME_INCLUSIVE)
                || !holds(OracleRule.NOTHING_FROM_THE_FUTURE);
    }

    private boolean isKnown(Map<String, Object> row, Instant time) {
        return known(row)
                .filter(known -> !precise(known).isAfter(precise(time)))
                .isPresent();
    }

    private Optional<Instant> known(Map<String, Object> row) {
        String column = join.knownAt().orElse("api_invocation_time");
        Object known = row.get(column);
        return Optional.ofNullable(
                (Instant) (known == null && (boolean) row.get("is_deleted") ? row.get("api_invocation_time") : known));
    }

    private String status(Map<String, Object> row, Instant time) {
        if ((boolean) row.get("is_deleted")) {
            return "deleted";
        }
        return isExpired(Duration.between(precise((Instant) row.get("event")), precise(time))) ? "expired" : "found";
    }

    private boolean isExpired(Duration age) {
        if (join.group().timeToLive() instanceof TimeToLive.Within ttl) {
            int over = age.compareTo(ttl.bound());
            return holds(OracleRule.TTL) && (over > 0 || over == 0 && !holds(OracleRule.TTL_INCLUSIVE));
        }
        return !holds(OracleRule.NO_TTL_IS_NOT_ZERO) && !age.isZero();
    }

    /** The spine's time where a text without a zone said it. */
    static Instant zoneless(Instant time, Set<OracleRule> without) {
        return time == null || !without.contains(OracleRule.UTC) ? time : time.plus(ANY_ZONE);
    }

    private Instant precise(Instant time) {
        return holds(OracleRule.MICROSECONDS) ? time : time.truncatedTo(ChronoUnit.MILLIS);
    }

    private boolean holds(OracleRule rule) {
        return !without.contains(rule);
    }
}
