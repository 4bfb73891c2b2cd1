package io.mlplatform.testkit.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The limits of section 2 on one entry; those on the state do not bind events that shrink it. */
final class Limits {
    private static final int KIB = 1024;
    private static final Set<String> SHRINKING = Set.of("unpin", "condemn", "swept", "seal", "noop", "retire", "alias");

    private Limits() {}

    static void check(Findings findings, LogEntry entry) {
        JsonNode event = entry.event();
        atMost(findings, entry, "event", CanonicalJson.size(event), 64 * KIB);
        atMost(
                findings,
                entry,
                "inputs",
                event.path("inputs").isArray() ? event.path("inputs").size() : 0,
                64);
        atMost(findings, entry, "condemned txns", event.path("txns").size(), 2_000);
        atMost(findings, entry, "reason", Forms.utf8(event.path("reason").asText()).length, 512);
        if (SHRINKING.contains(entry.type())) {
            return;
        }
        JsonNode state = entry.state();
        atMost(findings, entry, "aliases", state.path("aliases").size(), 128);
        atMost(findings, entry, "labels", state.path("labels").size(), 64);
        atMost(findings, entry, "bytes of labels", CanonicalJson.size(state.path("labels")), 8 * KIB);
        atMost(findings, entry, "pins", state.path("pins").size(), 256);
        atMost(findings, entry, "retired ranges", state.path("retired").size(), 1_000);
        atMost(findings, entry, "writers", state.path("writers").size(), 256);
        atMost(findings, entry, "bytes of state.detail", CanonicalJson.size(state.path("detail")), 32 * KIB);
        if (state instanceof ObjectNode object) {
            JsonNode withoutRoot = object.deepCopy().without("content");
            atMost(findings, entry, "bytes of state without root", CanonicalJson.size(withoutRoot), 160 * KIB);
        }
    }

    private static void atMost(Findings findings, LogEntry entry, String what, int found, int limit) {
        findings.require(found <= limit, entry.key(), Rule.LIMIT, found + " " + what + ", at most " + limit);
    }
}
