package io.mlplatform.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.testkit.policy.Statement.Effect;
import io.mlplatform.testkit.policy.Statement.Selection;
import io.mlplatform.testkit.policy.Statement.Selection.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads the statements of one document. */
final class StatementParser {

    private static final Set<String> MEMBERS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private final PolicyKind kind;
    private final String document;
    private final PolicyVersion version;

    StatementParser(PolicyKind kind, String document, PolicyVersion version) {
        this.kind = kind;
        this.document = document;
        this.version = version;
    }

    Statement parse(JsonNode statement, int index) {
        Members.requireKnown(statement, "a statement", MEMBERS);
        DecidingStatement place = new DecidingStatement(kind, document, index, Members.text(statement, "Sid"));
        return new Statement(
                place,
                effect(statement),
                PrincipalParser.parse(kind, statement),
                selection(statement, "Action", this::action),
                selection(statement, "Resource", text -> ArnPattern.of(text, version)),
                conditions(statement));
    }

    private static Effect effect(JsonNode statement) {
        String effect = Members.text(statement, "Effect").orElse("absent");
        return switch (effect) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw new MalformedPolicyException("Effect is Allow or Deny, not " + effect);
        };
    }

    private <T> Selection<T> selection(JsonNode statement, String name, Function<String, T> read) {
        String others = "Not" + name;
        if (statement.has(name) == statement.has(others)) {
            throw new MalformedPolicyException("a statement has either " + name + " or " + others);
        }
        String member = statement.has(name) ? name : others;
        List<T> patterns =
                Members.texts(statement.path(member), member).stream().map(read).toList();
        return new Selection<>(member.equals(name) ? Choice.LISTED : Choice.OTHERS, patterns);
    }

    /** Actions know no variables in any version. */
    private PolicyPattern action(String text) {
        if (!text.equals("*") && !text.matches("[A-Za-z0-9-]+:[A-Za-z0-9*?]+")) {
            throw new MalformedPolicyException("an action is * or service:name, not " + text);
        }
        return PolicyPattern.like(text, PolicyVersion.WITHOUT_VARIABLES);
    }

    private List<Condition> conditions(JsonNode statement) {
        List<Condition> conditions = new ArrayList<>();
        JsonNode block = statement.path("Condition");
        if (block.isMissingNode()) {
            return conditions;
        }
        for (Map.Entry<String, JsonNode> operator : members(block, "Condition")) {
            ConditionOperator read = ConditionOperator.parse(operator.getKey());
            for (Map.Entry<String, JsonNode> key : members(operator.getValue(), operator.getKey())) {
                List<ValueMatcher> values = Members.values(key.getValue(), key.getKey()).stream()
                        .map(value -> read.comparison().read(value, version))
                        .toList();
                conditions.add(new Condition(read, key.getKey(), values));
            }
        }
        return conditions;
    }

    private static Set<Map.Entry<String, JsonNode>> members(JsonNode node, String what) {
        if (!node.isObject()) {
            throw new MalformedPolicyException(what + " is no JSON object");
        }
        return node.properties();
    }
}
