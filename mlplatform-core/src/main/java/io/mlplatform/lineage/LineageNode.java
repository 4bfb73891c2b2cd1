package io.mlplatform.lineage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.Printable;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * A version in a lineage.
 *
 * @param role what the version below it used it as; empty at the root
 * @param problem why what lies above it cannot be told: no access, or gone; empty where it can
 * @param inputs what it was made from; empty where the version stands elsewhere in the same lineage already
 */
public record LineageNode(PinnedRef ref, String role, Optional<String> problem, List<LineageNode> inputs) {

    public LineageNode {
        inputs = List.copyOf(inputs);
    }

    /**
     * One line of canonical JSON: {@code {"ref":…,"digest":…,"role":…,"problem":…,"inputs":[…]}}; an empty role or problem
     * is left out.
     */
    public String toJson() {
        return CanonicalJson.write(json());
    }

    /** The version and all that it was made from, a line each, inputs indented. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, "");
        return text.toString().stripTrailing();
    }

    private ObjectNode json() {
        ObjectNode node =
                Json.object().put("ref", ref.uri()).put("digest", ref.digest().hex());
        if (!role.isEmpty()) {
            node.put("role", role);
        }
        problem.ifPresent(why -> node.put("problem", why));
        ArrayNode array = node.putArray("inputs");
        inputs.forEach(input -> array.add(input.json()));
        return node;
    }

    private void append(StringBuilder text, String indent) {
        text.append(indent).append(indent.isEmpty() ? "" : "← ").append(ref);
        if (!role.isEmpty()) {
            text.append(" (").append(Printable.line(role)).append(')');
        }
        problem.ifPresent(why -> text.append("  [").append(Printable.line(why)).append(']'));
        text.append('\n');
        inputs.forEach(input -> input.append(text, indent + "  "));
    }

    static LineageNode of(Input input, Optional<String> problem, List<LineageNode> inputs) {
        return new LineageNode(input.ref(), input.role(), problem, inputs);
    }
}
