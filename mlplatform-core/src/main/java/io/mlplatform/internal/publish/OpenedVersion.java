package io.mlplatform.internal.publish;

import io.mlplatform.PinnedRef;
import io.mlplatform.internal.log.VersionRecord;
import io.mlplatform.internal.manifest.Root;

/** A version found, with its root. */
public record OpenedVersion(PinnedRef ref, VersionRecord version, Root root) {

    public String message() {
        return version.commit().text("message", "");
    }
}
