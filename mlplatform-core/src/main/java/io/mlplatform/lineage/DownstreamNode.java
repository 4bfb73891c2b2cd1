package io.mlplatform.lineage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.VersionRef;
import io.mlplatform.internal.Printable;
import io.mlplatform.internal.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * A version among all that was made from another one.
 *
 * @param ref by number
 * @param names by which it is asked for now: {@code latest} and aliases
 * @param note what is to be said of it, such as that it is retired or cannot be read; empty where nothing is
 * @param consumers what was made from it; empty where the version stands elsewhere in the same answer already
 */
public record DownstreamNode(
        VersionRef ref, List<String> names, Optional<String> note, List<DownstreamNode> consumers) {

    public DownstreamNode {
        names = List.copyOf(names);
        consumers = List.copyOf(consumers);
    }

    /** The version and all that was made from it, a line each, consumers indented. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, "");
        return text.toString().stripTrailing();
    }

    ObjectNode json() {
        ObjectNode node = Json.object().put("ref", ref.toString());
        node.set("names", Json.texts(names));
        note.ifPresent(said -> node.put("note", said));
        ArrayNode array = node.putArray("consumers");
        consumers.forEach(consumer -> array.add(consumer.json()));
        return node;
    }

    private void append(StringBuilder text, String indent) {
        text.append(indent).append(indent.isEmpty() ? "" : "→ ").append(ref);
        if (!names.isEmpty()) {
            text.append("  is ").append(Printable.line(String.join(", ", names)));
        }
        note.ifPresent(said -> text.append("  [").append(said).append(']'));
        text.append('\n');
        consumers.forEach(consumer -> consumer.append(text, indent + "  "));
    }
}
