package io.mlplatform.features.online;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A feature group of the fake with its online records. */
final class FakeGroup {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** A record; one that was softly deleted has no values, but its event time. */
    record Stored(Instant eventTime, Map<String, String> values) {}

    final ObjectNode definition;
    final Map<String, String> types = new LinkedHashMap<>();
    final Map<String, Stored> records = new HashMap<>();
    String status = "Creating";
    Optional<String> update = Optional.empty();
    Optional<String> ending;

    /** @param ending the reason for which it will not come to be, if it will not */
    FakeGroup(ObjectNode definition, Optional<String> ending) {
        this.definition = definition;
        this.ending = ending;
        definition.path("FeatureDefinitions").forEach(this::addFeature);
        for (String named : Set.of("RecordIdentifierFeatureName", "EventTimeFeatureName")) {
            if (!types.containsKey(definition.path(named).asText())) {
                throw new FakeFailure(400, "ValidationException", named + " is no feature");
            }
        }
        // https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-quotas.html: String or Fractional
        if (types.get(definition.path("EventTimeFeatureName").asText()).equals("Integral")) {
            throw new FakeFailure(400, "ValidationException", "the event time is String or Fractional");
        }
    }

    void update(JsonNode additions, Optional<String> failure) {
        ending = failure;
        update = Optional.of("InProgress");
        if (failure.isEmpty()) {
            additions.forEach(this::addFeature);
        }
    }

    void delete(Optional<String> failure) {
        ending = failure;
        status = "Deleting";
    }

    /** Ends the change under way, if there is one; true where the group is gone. */
    boolean settle() {
        boolean gone = status.equals("Deleting") && ending.isEmpty();
        status = switch (status) {
            case "Creating" -> ending.isPresent() ? "CreateFailed" : "Created";
            case "Deleting" -> "DeleteFailed";
            default -> status;
        };
        update = update.map(now -> now.equals("InProgress") ? ending.isPresent() ? "Failed" : "Successful" : now);
        return gone;
    }

    /** "is_deleted, write_time, api_invocation_time" are taken: API_FeatureDefinition.html. */
    void addFeature(JsonNode feature) {
        String name = feature.path("FeatureName").asText();
        if (Set.of("is_deleted", "write_time", "api_invocation_time").contains(name)
                || types.putIfAbsent(name, feature.path("FeatureType").asText()) != null) {
            throw new FakeFailure(400, "ValidationException", "the name is taken: " + name);
        }
    }

    /** API_feature_store_PutRecord.html: a record whose event time is not greater is historic, and the answer is the same. */
    void put(JsonNode record) {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode value : record) {
            String name = value.path("FeatureName").asText();
            if (!types.containsKey(name) || !seen.add(name) || !value.has("ValueAsString")) {
                throw FakeFailure.invalid("feature " + name + " is unknown, twice there, or has no value");
            }
            values.put(name, typed(name, value.path("ValueAsString").asText()));
        }
        String identifier =
                values.get(definition.path("RecordIdentifierFeatureName").asText());
        String eventTime = values.get(definition.path("EventTimeFeatureName").asText());
        if (identifier == null || eventTime == null) {
            throw FakeFailure.invalid("identifier or event time is missing");
        }
        Instant time = time(eventTime);
        Stored there = records.get(identifier);
        if (there == null || time.isAfter(there.eventTime())) {
            records.put(identifier, new Stored(time, values));
        }
    }

    /** API_feature_store_DeleteRecord.html: not later than what is there: soft has no effect, hard is a 400. */
    void delete(String identifier, String eventTime, boolean hard) {
        Instant time = time(eventTime);
        Stored there = records.get(identifier);
        boolean later = there == null || time.isAfter(there.eventTime());
        if (hard && !later) {
            throw FakeFailure.invalid("EventTime: is not later than that of the record");
        }
        if (hard) {
            records.remove(identifier);
        } else if (later) {
            records.put(identifier, new Stored(time, Map.of()));
        }
    }

    /** feature-store-time-to-live.html: ExpiresAt = EventTime + TtlDuration, hard deletion then. */
    Optional<Map<String, String>> get(String identifier, Instant now) {
        return Optional.ofNullable(records.get(identifier))
                .filter(record -> !record.values().isEmpty())
                .filter(record -> timeToLive()
                        .map(ttl -> !now.isAfter(record.eventTime().plus(ttl)))
                        .orElse(true))
                .map(Stored::values);
    }

    private Optional<Duration> timeToLive() {
        JsonNode ttl = definition.at("/OnlineStoreConfig/TtlDuration");
        if (ttl.isMissingNode()) {
            return Optional.empty();
        }
        long value = ttl.path("Value").asLong();
        String unit = ttl.path("Unit").asText();
        return Optional.of(
                unit.equals("Weeks")
                        ? Duration.ofDays(7 * value)
                        : Duration.of(value, ChronoUnit.valueOf(unit.toUpperCase(java.util.Locale.ROOT))));
    }

    private String typed(String name, String text) {
        try {
            if (types.get(name).equals("Integral")) {
                Long.parseLong(text);
            } else if (types.get(name).equals("Fractional") && !Double.isFinite(Double.parseDouble(text))) {
                throw FakeFailure.invalid(name + " is not finite");
            }
            return text;
        } catch (NumberFormatException e) {
            throw FakeFailure.invalid(name + " is no number: " + text);
        }
    }

    /** feature-store-create-feature-group.html: yyyy-MM-dd'T'HH:mm:ssZ or with .SSS; the offline page has the same. */
    private static Instant time(String text) {
        try {
            return Instant.from((text.contains(".") ? MILLIS : SECONDS).parse(text));
        } catch (DateTimeParseException e) {
            throw FakeFailure.invalid("the event time has another form: " + text);
        }
    }
}
