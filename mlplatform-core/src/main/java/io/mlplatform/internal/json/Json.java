package io.mlplatform.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlplatform.internal.Utf8;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Builds JSON in the format's words. */
public final class Json {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** The last time that has a form: of a year of four digits. */
    public static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

    /** The first time that has a form. */
    public static final Instant FIRST_TIME = Instant.parse("0000-01-01T00:00:00Z");

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = array();
        texts.forEach(array::add);
        return array;
    }

    /** A number; NaN and infinities as strings, since JSON has none. */
    public static JsonNode number(double value) {
        return Double.isFinite(value) ? DoubleNode.valueOf(value) : TextNode.valueOf(Double.toString(value));
    }

    /** UTC with milliseconds: {@code 2026-11-23T12:00:00.000Z}. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** The map with its keys sorted by UTF-8 bytes; the values' members keep the order that the format gives them. */
    public static ObjectNode sortedKeys(ObjectNode map) {
        List<String> names = new ArrayList<>();
        map.fieldNames().forEachRemaining(names::add);
        names.sort(Utf8.ORDER);
        ObjectNode sorted = object();
        names.forEach(name -> sorted.set(name, map.get(name)));
        return sorted;
    }

    /** A deep copy with the members of every object sorted by UTF-8 key bytes: for what the format gives no order. */
    public static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            names.sort(Utf8.ORDER);
            ObjectNode sorted = object();
            names.forEach(name -> sorted.set(name, sorted(node.get(name))));
            return sorted;
        }
        if (node.isArray()) {
            ArrayNode copy = array();
            node.forEach(element -> copy.add(sorted(element)));
            return copy;
        }
        return node;
    }
}
