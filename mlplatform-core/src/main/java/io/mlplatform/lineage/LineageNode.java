package io.mlplatform.lineage;

import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
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

    /** The version and all that it was made from, a line each, inputs indented. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, "");
        return text.toString().stripTrailing();
    }

    private void append(StringBuilder text, String indent) {
        text.append(indent).append(indent.isEmpty() ? "" : "← ").append(ref);
        if (!role.isEmpty()) {
            text.append(" (").append(role).append(')');
        }
        problem.ifPresent(why -> text.append("  [").append(why).append(']'));
        text.append('\n');
        inputs.forEach(input -> input.append(text, indent + "  "));
    }

    static LineageNode of(Input input, Optional<String> problem, List<LineageNode> inputs) {
        return new LineageNode(input.ref(), input.role(), problem, inputs);
    }
}
