package io.mlplatform.features;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The point-in-time join as its rules read, one spine row against every row of the group: slow, and easy to believe.
 *
 * @param history the group's rows, each with its system columns, in no order that matters
 */
record BruteForceJoin(FeatureGroup group, List<Map<String, Object>> history, Optional<String> knownAt) {

    private static final Comparator<Map<String, Object>> BY_AGE = Comparator.<Map<String, Object>, Instant>comparing(
                    row -> (Instant) row.get("event"))
            .thenComparing(row -> (Instant) row.get("api_invocation_time"))
            .thenComparing(row -> (Instant) row.get("write_time"))
            .thenComparing(row -> (Long) row.get("_ordinal"));

    /** The spine's row with what the join adds. */
    Map<String, Object> joined(Map<String, Object> spine, String timeColumn) {
        Optional<Map<String, Object>> match = history.stream()
                .filter(row -> sameKeys(spine, row))
                .filter(row -> notAfter(row.get("event"), spine.get(timeColumn)))
                .filter(row -> knownAt.isEmpty() || notAfter(known(row), spine.get(timeColumn)))
                .max(BY_AGE);
        String status =
                match.map(row -> status(row, (Instant) spine.get(timeColumn))).orElse("missing");
        Map<String, Object> result = new LinkedHashMap<>(spine);
        for (FeatureColumn feature : group.features()) {
            result.put(
                    feature.name(), status.equals("found") ? match.orElseThrow().get(feature.name()) : null);
        }
        result.put("activity_status", status);
        return result;
    }

    private boolean sameKeys(Map<String, Object> spine, Map<String, Object> row) {
        return group.keys().stream()
                .map(FeatureColumn::name)
                .allMatch(key -> spine.get(key) != null && Objects.equals(spine.get(key), row.get(key)));
    }

    private static boolean notAfter(Object time, Object bound) {
        return time != null && bound != null && !((Instant) time).isAfter((Instant) bound);
    }

    private Object known(Map<String, Object> row) {
        Object known = row.get(knownAt.orElseThrow());
        return known == null && (boolean) row.get("is_deleted") ? row.get("api_invocation_time") : known;
    }

    private String status(Map<String, Object> row, Instant time) {
        if ((boolean) row.get("is_deleted")) {
            return "deleted";
        }
        Duration age = Duration.between((Instant) row.get("event"), time);
        boolean expired = group.timeToLive() instanceof TimeToLive.Within ttl && age.compareTo(ttl.bound()) > 0;
        return expired ? "expired" : "found";
    }
}
