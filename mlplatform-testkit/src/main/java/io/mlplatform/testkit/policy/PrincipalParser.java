package io.mlplatform.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.testkit.policy.PrincipalElement.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads Principal and NotPrincipal, which resource policies must have and others must not. */
final class PrincipalParser {

    private PrincipalParser() {}

    static Optional<PrincipalElement> parse(PolicyKind kind, JsonNode statement) {
        boolean listed = statement.has("Principal");
        boolean others = statement.has("NotPrincipal");
        if (kind != PolicyKind.RESOURCE) {
            if (listed || others) {
                throw new MalformedPolicyException("only resource policies name principals");
            }
            return Optional.empty();
        }
        if (listed == others) {
            throw new MalformedPolicyException("a statement of a resource policy has either Principal or NotPrincipal");
        }
        Listed element = listed ? Listed.PRINCIPAL : Listed.NOT_PRINCIPAL;
        return Optional.of(new PrincipalElement(element, names(statement.path(listed ? "Principal" : "NotPrincipal"))));
    }

    private static List<String> names(JsonNode node) {
        if (node.isTextual() && node.textValue().equals(PrincipalElement.EVERYBODY)) {
            return List.of(PrincipalElement.EVERYBODY);
        }
        if (!node.isObject() || node.isEmpty()) {
            throw new MalformedPolicyException("principals are \"*\" or an object of AWS or Service");
        }
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, JsonNode> type : node.properties()) {
            for (String name : Members.texts(type.getValue(), type.getKey())) {
                names.add(name(type.getKey(), name));
            }
        }
        return names;
    }

    private static String name(String type, String name) {
        if (type.equals("Service")) {
            return name;
        }
        if (!type.equals("AWS")) {
            throw new UnsupportedPolicyException("Principals of type " + type + " are not known");
        }
        if (name.equals(PrincipalElement.EVERYBODY)) {
            return name;
        }
        if (name.matches("\\d{12}")) {
            return CallingPrincipal.rootOf(name);
        }
        if (!ArnPattern.isArn(name) || name.matches(".*[*?].*")) {
            throw new MalformedPolicyException("a principal is an ARN without wildcards, an account or *, not " + name);
        }
        return name;
    }
}
