package io.mlplatform.testkit.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the JSON text of a policy, strictly: what it does not know it refuses. */
final class PolicyParser {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");

    private PolicyParser() {}

    /** The name is for messages and decisions. */
    static PolicyDocument parse(PolicyKind kind, String name, String json) {
        try {
            return read(kind, name, tree(json));
        } catch (MalformedPolicyException e) {
            throw new MalformedPolicyException("The " + kind + " " + name + " is malformed: " + e.getMessage());
        } catch (UnsupportedPolicyException e) {
            throw new UnsupportedPolicyException(
                    "The " + kind + " " + name + " cannot be evaluated: " + e.getMessage());
        }
    }

    private static PolicyDocument read(PolicyKind kind, String name, JsonNode root) {
        Members.requireKnown(root, "the policy", MEMBERS);
        PolicyVersion version =
                Members.text(root, "Version").map(PolicyVersion::of).orElse(PolicyVersion.WITHOUT_VARIABLES);
        JsonNode found = root.path("Statement");
        Iterable<JsonNode> statements = found.isArray() ? found : List.of(found);
        StatementParser parser = new StatementParser(kind, name, version);
        List<Statement> read = new ArrayList<>();
        Set<String> sids = new HashSet<>();
        for (JsonNode statement : statements) {
            Statement one = parser.parse(statement, read.size());
            one.place().sid().filter(sid -> !sids.add(sid)).ifPresent(sid -> {
                throw new MalformedPolicyException("two statements are named " + sid);
            });
            read.add(one);
        }
        if (read.isEmpty()) {
            throw new MalformedPolicyException("it has no statement");
        }
        return new PolicyDocument(kind, read);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new MalformedPolicyException("no JSON: " + e.getOriginalMessage());
        }
    }
}
