package io.mlplatform.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;

/** What the state of a run keeps of it: params, tags, note, and each metric's last value. Guarded by its owner. */
final class RunFacts {

    // Together below the 32 KiB that the format allows a state's detail.
    private static final int MOST_WORDS = 12 * 1024;
    private static final int MOST_METRICS = 16 * 1024;
    private static final int NUMBERS_OF_A_METRIC = 80;
    private static final int MOST_NAME = 200;

    private final ObjectNode params;
    private final ObjectNode tags;
    private final ObjectNode metrics;
    private String note;
    private int metricBytes;
    private long edits;

    private RunFacts(ObjectNode params, ObjectNode tags, ObjectNode metrics, String note) {
        this.params = params;
        this.tags = tags;
        this.metrics = metrics;
        this.note = note;
        metrics.fieldNames().forEachRemaining(name -> metricBytes += room(name));
    }

    /** As a state's detail has them. */
    static RunFacts of(ObjectNode detail) {
        return new RunFacts(
                member(detail, "params"),
                member(detail, "tags"),
                member(detail, "metrics"),
                detail.path("note").asText(""));
    }

    /** A param keeps its value: what depended on it has been done already. */
    void param(String name, JsonNode value) {
        JsonNode present = params.path(requireName(name));
        if (!present.isMissingNode() && !CanonicalJson.write(present).equals(CanonicalJson.write(value))) {
            throw new IllegalStateException("param '" + name + "' is " + present + " already, and a param keeps its"
                    + " value within a run: use a metric for what changes, or start another run");
        }
        change(params, name, value);
    }

    void tag(String name, String value) {
        change(tags, requireName(name), TextNode.valueOf(value));
    }

    void note(String text) {
        String before = note;
        note = text;
        if (!fits()) {
            note = before;
            throw tooMuch();
        }
        edits++;
    }

    /** The newest value of its metric; of more metrics than fit, the first that came are kept. */
    void last(MetricPoint point) {
        String name = requireName(point.metric());
        if (!metrics.has(name)) {
            if (metricBytes + room(name) > MOST_METRICS) {
                return;
            }
            metricBytes += room(name);
        }
        ObjectNode value = Json.object();
        point.step().ifPresent(step -> value.put("step", step));
        value.set("value", Json.number(point.value()));
        metrics.set(name, value);
    }

    /** How often params, tags and note were changed. */
    long edits() {
        return edits;
    }

    /** The members of a state's detail that they are, as they stand now. */
    ObjectNode members() {
        ObjectNode members = Json.object();
        members.set("params", params.deepCopy());
        members.set("tags", tags.deepCopy());
        members.set("metrics", metrics.deepCopy());
        return members.put("note", note);
    }

    private void change(ObjectNode map, String name, JsonNode value) {
        JsonNode before = map.path(name);
        map.set(name, value);
        if (!fits()) {
            if (before.isMissingNode()) {
                map.remove(name);
            } else {
                map.set(name, before);
            }
            throw tooMuch();
        }
        edits++;
    }

    private boolean fits() {
        return stored(params) + stored(tags) + stored(TextNode.valueOf(note)) <= MOST_WORDS;
    }

    private static IllegalArgumentException tooMuch() {
        return new IllegalArgumentException(
                "params, tags and note of a run have at most 12 KiB together: put longer texts into a file");
    }

    private static String requireName(String name) {
        if (name.isBlank() || Utf8.length(name) > MOST_NAME) {
            throw new IllegalArgumentException("a param, tag or metric has a name of 1 to 200 bytes: '" + name + "'");
        }
        return name;
    }

    private static int room(String name) {
        return stored(TextNode.valueOf(name)) + NUMBERS_OF_A_METRIC;
    }

    private static int stored(JsonNode node) {
        return CanonicalJson.encode(node).length;
    }

    private static ObjectNode member(ObjectNode detail, String name) {
        return detail.path(name).isObject() ? (ObjectNode) detail.get(name).deepCopy() : Json.object();
    }
}
