package io.mlplatform.s3.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlplatform.internal.json.Json;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One statement of a policy. Two are equal where they say the same, however lists, order and single values are written.
 *
 * @param stored as it was read or made, with its Sid
 */
record PolicyStatement(JsonNode stored) {

    private static final Set<String> SAID_ONCE = Set.of("Sid", "Effect");

    boolean isAllow() {
        return "Allow".equals(stored.path("Effect").asText());
    }

    /** True where no request passes by this one that would not pass by the other; both allow. */
    boolean isWithin(PolicyStatement other) {
        ObjectNode own = normal();
        ObjectNode others = other.normal();
        Set<String> names = new HashSet<>();
        own.fieldNames().forEachRemaining(names::add);
        others.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            boolean fewer = name.equals("Action") || name.equals("Resource");
            boolean same = own.path(name).equals(others.path(name));
            if (!same && !(fewer && values(others.path(name)).containsAll(values(own.path(name))))) {
                return false;
            }
        }
        return true;
    }

    /** Whom it is for: ARNs and services, {@code *} for everyone. */
    Set<String> principals() {
        return values(normal().path("Principal"));
    }

    boolean isForAllButSome() {
        return stored.has("NotPrincipal");
    }

    /** True where it depends on what is asked, or by whom. */
    boolean hasCondition() {
        return stored.path("Condition").size() > 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolicyStatement statement && normal().equals(statement.normal());
    }

    @Override
    public int hashCode() {
        return normal().hashCode();
    }

    @Override
    public String toString() {
        return stored.toString();
    }

    private ObjectNode normal() {
        ObjectNode normal = Json.object();
        for (Map.Entry<String, JsonNode> member : stored.properties()) {
            normal.set(
                    member.getKey(),
                    SAID_ONCE.contains(member.getKey()) ? member.getValue() : listed(member.getValue()));
        }
        return Json.sortedKeys(normal);
    }

    // IAM takes "a" for ["a"], in any order, and true for "true".
    private static JsonNode listed(JsonNode value) {
        if (value.isObject()) {
            ObjectNode members = Json.object();
            value.properties().forEach(member -> members.set(member.getKey(), listed(member.getValue())));
            return Json.sortedKeys(members);
        }
        Set<String> texts = new TreeSet<>();
        if (value.isArray()) {
            value.forEach(element -> texts.add(element.asText()));
        } else {
            texts.add(value.asText());
        }
        ArrayNode list = Json.array();
        texts.forEach(text -> list.add(TextNode.valueOf(text)));
        return list;
    }

    private static Set<String> values(JsonNode node) {
        Set<String> values = new TreeSet<>();
        if (node.isValueNode()) {
            values.add(node.asText());
        }
        node.forEach(element -> values.addAll(values(element)));
        return values;
    }
}
