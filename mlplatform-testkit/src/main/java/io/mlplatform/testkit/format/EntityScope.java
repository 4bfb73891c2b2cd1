package io.mlplatform.testkit.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where an entity's keys are, and what of them was reached so far.
 *
 * @param prefix the entity's prefix, ending in {@code /}
 * @param reached the documents and data files that live versions name; filled as they are read
 */
record EntityScope(
        StoredFolder folder, Findings findings, String zone, String name, String prefix, Set<String> reached) {

    /** The same entity read without reporting: for what may be gone with a dead version. */
    EntityScope quiet() {
        return new EntityScope(folder, new Findings(), zone, name, prefix, new HashSet<>());
    }

    static boolean isDocument(JsonNode value) {
        return value.isObject()
                && value.path("sha256").isTextual()
                && value.path("txn").isTextual();
    }

    static String documentKey(JsonNode reference, String suffix) {
        return "_manifests/" + reference.path("txn").asText() + "/"
                + reference.path("sha256").asText() + suffix;
    }

    /** The unpacked bytes of the document that {@code reference} (sha256, txn, size) names. */
    Optional<byte[]> document(JsonNode reference, String suffix) {
        String key = prefix + documentKey(reference, suffix);
        Optional<byte[]> stored = folder.find(key);
        if (!findings.require(stored.isPresent(), key, Rule.DOCUMENT, "missing")) {
            return Optional.empty();
        }
        reached.add(key);
        byte[] bytes = stored.get();
        boolean same =
                StoredFolder.sha256(bytes).equals(reference.path("sha256").asText())
                        && bytes.length == reference.path("size").asLong(-1);
        findings.require(same, key, Rule.DOCUMENT, "size or SHA-256 is not that of its reference");
        Optional<byte[]> unpacked = GzipMember.unpack(bytes);
        findings.require(unpacked.isPresent(), key, Rule.DOCUMENT, "is not one gzip member");
        return unpacked;
    }

    /** The JSON document that {@code reference} names. */
    Optional<JsonNode> jsonDocument(JsonNode reference, MemberOrder order) {
        String key = prefix + documentKey(reference, ".json.gz");
        return document(reference, ".json.gz").flatMap(bytes -> json(key, bytes, order));
    }

    /** The JSON value of these bytes, reported under {@code key} where it is none or is not canonical. */
    Optional<JsonNode> json(String key, byte[] bytes, MemberOrder order) {
        Optional<JsonNode> value = CanonicalJson.parse(bytes);
        findings.require(
                value.isPresent() && CanonicalJson.isCanonical(bytes, value.get(), order),
                key,
                Rule.CANONICAL_JSON,
                value.isPresent() ? "is not the canonical form of its value" : "is not JSON");
        return value;
    }
}
