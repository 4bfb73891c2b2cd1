package io.mlplatform.s3.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** JSON for reviewers: what fits on a line is on one, all else is indented by two. */
final class ReadableJson {

    private static final int COLUMNS = 110;

    private ReadableJson() {}

    static String of(JsonNode node) {
        return indented(node, "", 0) + "\n";
    }

    /** @param used columns that are taken on the line before the node begins */
    private static String indented(JsonNode node, String indent, int used) {
        String line = line(node);
        if (!node.isContainerNode() || used + line.length() <= COLUMNS) {
            return line;
        }
        String inner = indent + "  ";
        String members = members(node).stream()
                .map(member -> inner
                        + member.label()
                        + indented(
                                member.value(),
                                inner,
                                inner.length() + member.label().length()))
                .collect(Collectors.joining(",\n"));
        return open(node) + "\n" + members + "\n" + indent + close(node);
    }

    private static String line(JsonNode node) {
        if (!node.isContainerNode()) {
            return node.toString();
        }
        return members(node).stream()
                .map(member -> member.label() + line(member.value()))
                .collect(Collectors.joining(", ", open(node), close(node)));
    }

    private static List<Member> members(JsonNode node) {
        List<Member> members = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(value -> members.add(new Member("", value)));
        } else {
            node.properties()
                    .forEach(field ->
                            members.add(new Member(TextNode.valueOf(field.getKey()) + ": ", field.getValue())));
        }
        return members;
    }

    private static String open(JsonNode node) {
        return node.isArray() ? "[" : "{";
    }

    private static String close(JsonNode node) {
        return node.isArray() ? "]" : "}";
    }

    private record Member(String label, JsonNode value) {}
}
