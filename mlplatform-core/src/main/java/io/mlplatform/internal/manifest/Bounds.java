package io.mlplatform.internal.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * The least and greatest value of one partition column within a segment, decoded, in UTF-8 order; empty where all are
 * null.
 */
record Bounds(Optional<String> min, Optional<String> max, boolean nulls) {

    static Bounds of(List<Optional<String>> values) {
        List<String> present = values.stream().flatMap(Optional::stream).toList();
        return new Bounds(
                present.stream().min(Utf8.ORDER), present.stream().max(Utf8.ORDER), present.size() < values.size());
    }

    ObjectNode toJson() {
        ObjectNode node = Json.object();
        min.ifPresent(value -> node.put("min", value));
        max.ifPresent(value -> node.put("max", value));
        return node.put("nulls", nulls);
    }
}
