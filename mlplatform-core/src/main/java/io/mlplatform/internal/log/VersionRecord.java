package io.mlplatform.internal.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.time.Instant;

/**
 * A version as its commit entry tells it.
 *
 * @param root the content's root, inline or the name of a document
 * @param commit the event
 */
public record VersionRecord(long version, long seq, Instant time, StoredJson root, StoredJson commit) {

    private static final String FORMAT = "mlplatform.version/1";

    static VersionRecord of(EntityLog log, Head head) {
        EntityState state = log.state(head);
        return new VersionRecord(
                state.latest(),
                head.seq(),
                head.time(),
                state.content()
                        .orElseThrow(() -> new DataCorruptException(
                                log.address(),
                                "entry " + head.seq() + " is a commit without content: restore the log")),
                log.event(head));
    }

    byte[] encode() {
        ObjectNode json = Json.object()
                .put("format", FORMAT)
                .put("version", version)
                .put("seq", seq)
                .put("time", Json.time(time));
        json.set("root", root.node());
        json.set("commit", commit.node());
        return CanonicalJson.encode(json);
    }

    static VersionRecord decode(byte[] bytes, String resource) {
        StoredJson json = StoredJson.parse(bytes, resource).requireFormat(FORMAT);
        return new VersionRecord(
                json.numberWithin(1, Keys.MAX_VERSION, "version"),
                json.numberWithin(0, Keys.MAX_SEQ, "seq"),
                json.time("time"),
                json.object("root"),
                json.object("commit"));
    }

    /** True where both name the same commit; the rest of a derived object follows from that. */
    boolean agreesWith(VersionRecord other) {
        return version == other.version && seq == other.seq && identity(root).equals(identity(other.root));
    }

    private static Digest identity(StoredJson root) {
        return root.has("digest") ? root.digest("digest") : root.digest("sha256");
    }
}
