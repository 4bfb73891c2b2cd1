package io.mlplatform.s3.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlplatform.internal.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The resources of one template, in the order in which they are added. For one thread. */
final class StackResources {

    private final ObjectNode resources = Json.object();

    /** A resource that goes with its stack. */
    void add(String logicalId, String type, ObjectNode properties) {
        put(logicalId, Json.object().put("Type", type).set("Properties", properties));
    }

    /** One that stays when its stack is deleted or lets it go: data is lost with it, or its protection. */
    void addRetained(String logicalId, String type, ObjectNode properties) {
        put(
                logicalId,
                Json.object()
                        .put("Type", type)
                        .put("DeletionPolicy", "Retain")
                        .put("UpdateReplacePolicy", "Retain")
                        .set("Properties", properties));
    }

    int size() {
        return resources.size();
    }

    /** All of them, with what is to be written in place of each of these texts. */
    JsonNode json(Map<String, JsonNode> references) {
        return replaced(resources, references);
    }

    /** As CloudFormation lists tags. */
    static JsonNode tags(SortedMap<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Json.object().put("Key", tag.getKey()).put("Value", tag.getValue()))
                .collect(Json::array, (list, tag) -> list.add(tag), (list, more) -> list.addAll(more));
    }

    static ObjectNode ref(String logicalId) {
        return Json.object().put("Ref", logicalId);
    }

    private void put(String logicalId, JsonNode resource) {
        if (resources.has(logicalId)) {
            throw new IllegalArgumentException(
                    "two resources would be " + logicalId + ": name each role once, and none that teams have anyway");
        }
        resources.set(logicalId, resource);
    }

    private static JsonNode replaced(JsonNode node, Map<String, JsonNode> references) {
        if (node.isTextual()) {
            return Optional.ofNullable(references.get(node.textValue())).orElse(node);
        }
        if (node.isArray()) {
            ArrayNode array = Json.array();
            node.forEach(item -> array.add(replaced(item, references)));
            return array;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties().forEach(field -> copy.set(field.getKey(), replaced(field.getValue(), references)));
            return copy;
        }
        return node;
    }

    /** A name or ARN as CloudFormation fills it in. */
    static ObjectNode filledIn(String template) {
        return Json.object().set("Fn::Sub", TextNode.valueOf(template));
    }
}
