package io.mlplatform.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes members of valid documents: what comes out is still JSON, and still most of a valid document, so that the deep
 * parts of a parser are reached.
 */
final class JsonEdits {

    private static final int MOST_EDITS = 4;
    private static final int MOST_TEXT = 40;
    private static final int MOST_LEVELS = 600;
    private static final int DEEPEST_EDIT = 40;
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(MOST_LEVELS * 20)
                            .build())
                    .build())
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonEdits() {}

    /** One of the seeds, changed in a few places as {@code script} says. */
    static byte[] apply(List<byte[]> seeds, byte[] script) {
        Script choices = new Script(script, 1);
        try {
            JsonNode document = MAPPER.readTree(seeds.get(choices.below(seeds.size())));
            int edits = 1 + choices.below(MOST_EDITS);
            for (int i = 0; i < edits; i++) {
                edit(document, choices);
            }
            return MAPPER.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a seed that is no JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void edit(JsonNode document, Script choices) {
        List<JsonNode> containers = new ArrayList<>();
        collect(document, 0, containers);
        JsonNode chosen = containers.get(choices.below(containers.size()));
        JsonNode other = containers.get(choices.below(containers.size())).deepCopy();
        if (chosen instanceof ObjectNode object) {
            edit(object, other, choices);
        } else if (chosen instanceof ArrayNode array) {
            edit(array, other, choices);
        }
    }

    private static void edit(ObjectNode object, JsonNode other, Script choices) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            object.set(FuzzWords.NAMES.get(choices.below(FuzzWords.NAMES.size())), value(choices));
            return;
        }
        String name = names.get(choices.below(names.size()));
        switch (choices.below(6)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name, other);
            case 2 -> object.set(FuzzWords.NAMES.get(choices.below(FuzzWords.NAMES.size())), value(choices));
            case 3 -> object.set(choices.text(MOST_TEXT), object.get(name).deepCopy());
            default -> object.set(name, changed(object.get(name), choices));
        }
    }

    private static void edit(ArrayNode array, JsonNode other, Script choices) {
        int index = choices.below(array.size());
        switch (choices.below(5)) {
            case 0 -> array.remove(index);
            case 1 -> array.insert(index, other);
            case 2 ->
                array.insert(index, array.isEmpty() ? other : array.get(index).deepCopy());
            default -> {
                if (array.isEmpty()) {
                    array.add(value(choices));
                } else {
                    array.set(index, changed(array.get(index), choices));
                }
            }
        }
    }

    private static JsonNode changed(JsonNode value, Script choices) {
        if (value.isTextual() && choices.below(3) == 0) {
            String text = value.textValue();
            int at = choices.below(text.length() + 1);
            String kept = choices.below(2) == 0 ? text.substring(at) : text.substring(Math.min(text.length(), at + 1));
            return NODES.textNode(text.substring(0, at) + choices.text(MOST_TEXT) + kept);
        }
        if (value.isIntegralNumber() && choices.below(3) == 0) {
            return NODES.numberNode(value.longValue() + choices.below(256) - 128);
        }
        return value(choices);
    }

    private static JsonNode value(Script choices) {
        int choice = choices.below(FuzzWords.VALUES.size() + 3);
        if (choice < FuzzWords.VALUES.size()) {
            return FuzzWords.VALUES.get(choice).deepCopy();
        }
        return switch (choice - FuzzWords.VALUES.size()) {
            case 0 -> NODES.textNode(choices.text(MOST_TEXT));
            case 1 -> NODES.numberNode(choices.number());
            default -> deep(choices.below(MOST_LEVELS));
        };
    }

    private static JsonNode deep(int levels) {
        JsonNode node = NODES.objectNode();
        for (int i = 0; i < levels; i++) {
            node = i % 2 == 0 ? NODES.arrayNode().add(node) : NODES.objectNode().set("a", node);
        }
        return node;
    }

    private static void collect(JsonNode node, int depth, List<JsonNode> containers) {
        if (node.isContainerNode() && depth < DEEPEST_EDIT) {
            containers.add(node);
            node.forEach(child -> collect(child, depth + 1, containers));
        }
    }
}
