package io.mlplatform.s3.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What Ceph RGW 16.2 makes of a policy: the same document in the words that mean to AWS what the original means to RGW.
 * Each departure is listed in {@code docs/compatibility.md} and asserted by {@link RgwDeparturesTest}.
 *
 * @param role ARN of the role
 * @param session ARN of the role's one session
 */
record RgwDialect(String role, String session) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The account is empty here. */
    private static final String ROOT = "arn:aws:iam:::root";

    /** An action that nobody asks for. */
    private static final String NEVER = "none:None";

    /** An identity or session policy. */
    static String asRead(String json) {
        return rewritten(json, statement -> {});
    }

    /** A session policy, where an upload is aborted: it is asked whether the object may be put. */
    static String sessionAsReadForAborts(String json) {
        return rewritten(json, statement -> {
            boolean ofPut = false;
            for (JsonNode action : statement.withArray("/Action")) {
                String pattern = action.textValue()
                        .toLowerCase(Locale.ROOT)
                        .replace("?", ".")
                        .replace("*", ".*");
                ofPut |= "s3:putobject".matches(pattern);
            }
            statement.putArray("Action").add(ofPut ? "s3:AbortMultipartUpload" : NEVER);
        });
    }

    /** The bucket's policy, where a role session without a session policy, or anybody else, calls. */
    String bucketAsRead(String json) {
        return rewritten(json, this::oneNameSparesASession);
    }

    /** The bucket's policy, where a role session with a session policy calls. */
    String bucketAsReadForLimitedSession(String json) {
        JsonNode statements = parsed(json).path("Statement");
        Set<String> reach = reachByLast((ObjectNode) statements.get(statements.size() - 1));
        return rewritten(json, statement -> {
            oneNameSparesASession(statement);
            if (statement.path("Effect").textValue().equals("Allow")) {
                grantTo(reach, statement);
            }
        });
    }

    private static String rewritten(String json, Consumer<ObjectNode> principals) {
        JsonNode document = parsed(json);
        for (JsonNode each : document.path("Statement")) {
            ObjectNode statement = (ObjectNode) each;
            neverByNotAction(statement);
            if (statement.has("Condition")) {
                nullOnlyAsksForAbsence((ObjectNode) statement.get("Condition"));
                absentKeysFailNegatedOperators((ObjectNode) statement.get("Condition"));
            }
            principals.accept(statement);
        }
        return document.toString();
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A statement with NotAction applies to nothing. */
    private static void neverByNotAction(ObjectNode statement) {
        if (statement.remove("NotAction") != null) {
            statement.putArray("Action").add(NEVER);
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

    /** NotPrincipal in a Deny spares whom any one of their names is in it. */
    private void oneNameSparesASession(ObjectNode statement) {
        if (!statement.has("NotPrincipal")
                || !statement.path("Effect").textValue().equals("Deny")) {
            return;
        }
        Set<String> spared = names(statement, "NotPrincipal");
        if (spared.contains(role) || spared.contains(session)) {
            spared.addAll(List.of(role, session));
        }
        spared.add(ROOT);
        setNames(statement, "NotPrincipal", spared);
    }

    /**
     * As whom the bucket's policy gives something to a session with a session policy: decided by the last statement,
     * whatever it is about. If that names the session, each permission is the session's own; if it names the role or
     * everybody, the session policy limits it; otherwise it counts for nothing.
     */
    private Set<String> reachByLast(ObjectNode last) {
        Set<String> named = names(last, "Principal");
        if (named.contains(session)) {
            return Set.of(session);
        }
        return named.contains(role) || named.contains("*") ? Set.of(role) : Set.of();
    }

    private void grantTo(Set<String> reach, ObjectNode statement) {
        Set<String> named = names(statement, "Principal");
        Set<String> others = names(statement, "NotPrincipal");
        boolean meant = statement.has("Principal")
                ? named.contains("*") || named.contains(role) || named.contains(session)
                : !others.contains(role) && !others.contains(session);
        statement.remove("NotPrincipal");
        if (meant && !reach.isEmpty()) {
            setNames(statement, "Principal", reach);
        } else {
            statement.put("Principal", "*");
            statement.remove("NotAction");
            statement.putArray("Action").add(NEVER);
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
