package io.mlplatform.s3;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The id that a versioned bucket gives what is put. */
final class VersionId {

    private VersionId() {}

    // A bucket whose versioning is suspended tells "null" for every put.
    static Optional<String> of(@Nullable String told) {
        return Optional.ofNullable(told).filter(id -> !id.equals("null"));
    }
}
