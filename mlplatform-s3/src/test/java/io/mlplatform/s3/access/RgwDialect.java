package io.mlplatform.s3.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Ceph RGW 16.2 makes of a policy: the same document in the words that mean to AWS what the original means to RGW.
 * Each departure is listed in {@code docs/compatibility.md} and asserted by {@link RgwDeparturesTest}.
 *
 * @param user ARN of the user
 * @param role ARN of the role
 * @param session ARN of the role's one session
 * @param owner ARN of the bucket's owner
 */
record RgwDialect(String user, String role, String session, String owner) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The account is empty here. */
    private static final String ROOT = "arn:aws:iam:::root";

    /** An action that nobody asks for. */
    private static final String NEVER = "none:None";

    String asRead(String json) {
        try {
            JsonNode document = JSON.readTree(json);
            for (JsonNode statement : document.path("Statement")) {
                rewrite((ObjectNode) statement);
            }
            return document.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void rewrite(ObjectNode statement) {
        neverByNotAction(statement);
        if (statement.has("Condition")) {
            nullOnlyAsksForAbsence((ObjectNode) statement.get("Condition"));
            absentKeysFailNegatedOperators((ObjectNode) statement.get("Condition"));
        }
        boolean denies = statement.path("Effect").textValue().equals("Deny");
        if (denies && statement.has("NotPrincipal")) {
            oneNameSparesASession(statement);
        } else if (statement.has("NotPrincipal")
                || names(statement, "Principal").contains("*")) {
            if (!denies) {
                everybodyIsWithinSessionPolicies(statement);
            }
        }
    }

    /** A statement with NotAction applies to nothing. */
    private static void neverByNotAction(ObjectNode statement) {
        if (statement.remove("NotAction") != null) {
            statement.put("Action", NEVER);
        }
    }

    /** Null holds on absent keys, whether it says true or false. */
    private static void nullOnlyAsksForAbsence(ObjectNode conditions) {
        if (conditions.has("Null")) {
            ObjectNode keys = (ObjectNode) conditions.get("Null");
            new ArrayList<>(fieldNames(keys)).forEach(key -> keys.put(key, "true"));
        }
    }

    /** Operators in Not fail on absent keys, as the others do. */
    private static void absentKeysFailNegatedOperators(ObjectNode conditions) {
        for (String operator : fieldNames(conditions)) {
            if (operator.contains("Not") && !operator.endsWith("IfExists")) {
                for (String key : fieldNames(conditions.get(operator))) {
                    conditions.withObject("/Null").put(key, "false");
                }
            }
        }
    }

    /** NotPrincipal spares whom any one of their names is in it. */
    private void oneNameSparesASession(ObjectNode statement) {
        Set<String> spared = names(statement, "NotPrincipal");
        if (spared.contains(role) || spared.contains(session)) {
            spared.addAll(List.of(role, session));
        }
        spared.add(ROOT);
        setNames(statement, "NotPrincipal", spared);
    }

    /** What everybody may, or all but some, a session may only within its session policy, as if its role were named. */
    private void everybodyIsWithinSessionPolicies(ObjectNode statement) {
        Set<String> meant = new TreeSet<>(List.of(user, role, owner));
        Set<String> others = names(statement, "NotPrincipal");
        if (others.contains(session)) {
            others.add(role);
        }
        meant.removeAll(others);
        if (names(statement, "Principal").contains(session)) {
            meant.add(session);
        }
        statement.remove("NotPrincipal");
        if (meant.isEmpty()) {
            statement.put("Action", NEVER);
            statement.put("Principal", "*");
        } else {
            setNames(statement, "Principal", meant);
        }
    }

    private static Set<String> names(ObjectNode statement, String element) {
        Set<String> names = new TreeSet<>();
        statement.path(element).path("AWS").forEach(name -> names.add(name.textValue()));
        return names;
    }

    private static void setNames(ObjectNode statement, String element, Set<String> names) {
        ArrayNode array = statement.putObject(element).putArray("AWS");
        names.forEach(array::add);
    }

    private static List<String> fieldNames(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
