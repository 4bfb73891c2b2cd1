package io.mlplatform.s3.access;

import io.mlplatform.internal.KeyPatterns;
import io.mlplatform.s3.S3Server;
import java.util.List;

/** How much of the policy language a server knows. What it does not know it would ignore, or take for a denial. */
enum PolicyLanguage {
    /** All of it: tags of principals, conditions on conditional writes. */
    FULL,
    /**
     * What the oldest S3-compatible servers share: patterns, prefixes of lists, no tags, no variables. Ceph 16 takes a
     * {@code *} to the first place where the pattern's next character stands, and does not try a later one.
     */
    COMMON;

    static PolicyLanguage of(S3Server server) {
        return server == S3Server.AWS ? FULL : COMMON;
    }

    /** A pattern, or several, that this language reads as the full one reads it; for folders up to {@code deepest} down. */
    List<String> spelled(String pattern, int deepest) {
        return this == FULL ? List.of(pattern) : KeyPatterns.byDepth(pattern, deepest);
    }

    boolean isFull() {
        return this == FULL;
    }
}
