package io.mlplatform.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Access to the members of a policy's JSON objects, with an error for each wrong form. */
final class Members {

    private Members() {}

    static void requireKnown(JsonNode object, String what, Set<String> known) {
        if (!object.isObject()) {
            throw new MalformedPolicyException(what + " is no JSON object");
        }
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new MalformedPolicyException(what + " has the unknown member " + name);
            }
        }
    }

    static Optional<String> text(JsonNode object, String name) {
        if (!object.has(name)) {
            return Optional.empty();
        }
        if (!object.path(name).isTextual()) {
            throw new MalformedPolicyException(name + " is no text");
        }
        return Optional.of(object.path(name).textValue());
    }

    /** One text or a list of them; never empty. */
    static List<String> texts(JsonNode node, String what) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : node.isArray() ? node : List.of(node)) {
            if (!each.isTextual()) {
                throw new MalformedPolicyException(what + " holds something other than texts");
            }
            texts.add(each.textValue());
        }
        return requireSome(texts, what);
    }

    /** As texts, but numbers and truth values count as their text. */
    static List<String> values(JsonNode node, String what) {
        List<String> values = new ArrayList<>();
        for (JsonNode each : node.isArray() ? node : List.of(node)) {
            if (!each.isValueNode() || each.isNull()) {
                throw new MalformedPolicyException(what + " holds something other than plain values");
            }
            values.add(each.asText());
        }
        return requireSome(values, what);
    }

    private static List<String> requireSome(List<String> values, String what) {
        if (values.isEmpty()) {
            throw new MalformedPolicyException(what + " is empty");
        }
        return values;
    }
}
