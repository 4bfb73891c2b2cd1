package io.mlplatform.internal.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The least and greatest value of one partition column within a segment, decoded, in UTF-8 order; empty where all are
 * null.
 */
record Bounds(Optional<String> min, Optional<String> max, boolean nulls) {

    private static final Bounds NOTHING = new Bounds(Optional.empty(), Optional.empty(), false);

    static Bounds of(List<Optional<String>> values) {
        Bounds bounds = NOTHING;
        for (Optional<String> value : values) {
            bounds = bounds.and(value);
        }
        return bounds;
    }

    static Bounds parse(StoredJson json) {
        return new Bounds(
                text(json, "min"), text(json, "max"), json.node().path("nulls").asBoolean(true));
    }

    private static Optional<String> text(StoredJson json, String member) {
        return json.has(member) ? Optional.of(json.text(member)) : Optional.empty();
    }

    /** With one value more, a null where it is empty. */
    Bounds and(Optional<String> value) {
        return covers(value) ? this : join(new Bounds(value, value, value.isEmpty()));
    }

    /** The bounds of both. */
    Bounds join(Bounds other) {
        return new Bounds(
                Stream.of(min, other.min).flatMap(Optional::stream).min(Utf8.ORDER),
                Stream.of(max, other.max).flatMap(Optional::stream).max(Utf8.ORDER),
                nulls || other.nulls);
    }

    /** True where the value lies within. */
    boolean covers(Optional<String> value) {
        return value.map(present -> overlaps(present, present)).orElse(nulls);
    }

    /** True where a value may lie from {@code from} to {@code to}, both included. */
    boolean overlaps(String from, String to) {
        return min.isPresent()
                && max.isPresent()
                && Utf8.ORDER.compare(min.get(), to) <= 0
                && Utf8.ORDER.compare(from, max.get()) <= 0;
    }

    /** True where every value lies from {@code from} to {@code to}, both included. */
    boolean isWithin(String from, String to) {
        return !nulls
                && min.isPresent()
                && max.isPresent()
                && Utf8.ORDER.compare(from, min.get()) <= 0
                && Utf8.ORDER.compare(max.get(), to) <= 0;
    }

    /** The one value that all have, where that is so; an empty one is null. */
    Optional<Optional<String>> only() {
        if (min.isEmpty()) {
            return nulls ? Optional.of(Optional.empty()) : Optional.empty();
        }
        return !nulls && min.equals(max) ? Optional.of(min) : Optional.empty();
    }

    ObjectNode toJson() {
        ObjectNode node = Json.object();
        min.ifPresent(value -> node.put("min", value));
        max.ifPresent(value -> node.put("max", value));
        return node.put("nulls", nulls);
    }
}
