package io.mlplatform.internal.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.log.VersionRecord;
import io.mlplatform.internal.manifest.Root;
import java.util.Optional;

/** A version found, with its root. */
public record OpenedVersion(PinnedRef ref, VersionRecord version, Root root) {

    public String message() {
        return version.commit().text("message", "");
    }

    /** What the face stored with the commit, inline. */
    public Optional<JsonNode> detail() {
        return Optional.ofNullable(version.commit().node().get("detail"));
    }
}
