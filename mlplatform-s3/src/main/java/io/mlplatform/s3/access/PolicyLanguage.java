package io.mlplatform.s3.access;

import io.mlplatform.s3.S3Server;

/** How much of the policy language a server knows. What it does not know it would ignore, or take for a denial. */
enum PolicyLanguage {
    /** All of it: tags of principals, conditions on conditional writes. */
    FULL,
    /** What the oldest S3-compatible servers share: patterns, prefixes of lists, no tags, no variables. */
    COMMON;

    static PolicyLanguage of(S3Server server) {
        return server == S3Server.AWS ? FULL : COMMON;
    }

    boolean isFull() {
        return this == FULL;
    }
}
