package io.mlplatform.s3.provision;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.s3.access.AccessPolicies;
import io.mlplatform.s3.access.PolicyDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What the platform's documents say of a role's requests, and in which statement. */
final class DocumentedRights {

    private final PolicyDocument identity;
    private final AccessPolicies policies;
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, PolicyDocument> buckets = new HashMap<>();

    /** @param scheme of the server's address, {@code https} for AWS */
    DocumentedRights(Role role, PlatformLayout layout, AccessPolicies policies, String scheme) {
        this.identity = policies.identity(role);
        this.policies = policies;
        role.tags().forEach((tag, value) -> known.put("aws:PrincipalTag/" + tag, value));
        layout.account().ifPresent(account -> known.put("aws:ResourceAccount", account));
        known.put("aws:SecureTransport", Boolean.toString(scheme.equals("https")));
    }

    /** The name of the role's document. */
    String document() {
        return identity.name();
    }

    /** The statement that denies it, of the bucket's or the role's document. */
    Optional<String> denying(Attempt attempt) {
        PolicyDocument bucket = buckets.computeIfAbsent(attempt.bucket(), policies::bucket);
        return find(bucket, attempt, "Deny").or(() -> find(identity, attempt, "Deny"));
    }

    /** The statement of the role's document that allows it. */
    Optional<String> allowing(Attempt attempt) {
        return find(identity, attempt, "Allow");
    }

    private Optional<String> find(PolicyDocument document, Attempt attempt, String effect) {
        Map<String, String> context = new HashMap<>(known);
        context.putAll(attempt.context());
        GivenConditions conditions = new GivenConditions(context);
        Map<String, PolicyStatement> statements = PolicyText.statements(document.json(), new Named(document.name()));
        return statements.entrySet().stream()
                .filter(entry -> isFor(entry.getValue().stored(), attempt, effect, conditions))
                .findFirst()
                .map(entry -> entry.getKey() + " of " + document.name());
    }

    private static boolean isFor(JsonNode statement, Attempt attempt, String effect, GivenConditions conditions) {
        return statement.path("Effect").asText().equals(effect)
                && matches(statement.path("Action"), attempt.verb().right(), conditions)
                && (statement.has("NotResource")
                        ? !matches(statement.path("NotResource"), attempt.resource(), conditions)
                        : matches(statement.path("Resource"), attempt.resource(), conditions))
                && conditions.hold(statement.path("Condition"));
    }

    private static boolean matches(JsonNode patterns, String text, GivenConditions conditions) {
        TreeSet<String> all = new TreeSet<>();
        (patterns.isArray() ? patterns : List.of(patterns)).forEach(pattern -> all.add(pattern.asText()));
        return all.stream()
                .map(conditions::filled)
                .flatMap(Optional::stream)
                .anyMatch(pattern -> GivenConditions.matches(inMostPartitions(pattern), text));
    }

    private static String inMostPartitions(String arn) {
        return arn.replaceFirst("^arn:aws-(cn|us-gov):", "arn:aws:");
    }

    private record Named(String label) implements Resource {
        @Override
        public boolean isNew() {
            return false;
        }
    }
}
