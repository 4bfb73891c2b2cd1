package io.mlplatform.simulation;

import java.util.Map;
import java.util.Set;

/**
 * What a publish is to do to the version before it.
 *
 * @param mode the format's word
 * @param added SHA-256 by path
 * @param deleted paths; none where the mode is to delete means all
 * @param token of an engine, such as {@code ada/3}; empty without one
 */
record Intent(String mode, Map<String, String> added, Set<String> deleted, String token) {

    Intent(String mode, Map<String, String> added, Set<String> deleted) {
        this(mode, added, deleted, "");
    }

    static Intent adding(String mode, Map<String, String> added) {
        return new Intent(mode, added, Set.of());
    }

    /** For what is no publish. */
    static Intent none() {
        return new Intent("", Map.of(), Set.of());
    }

    Intent withToken(String writer, long sequence) {
        return new Intent(mode, added, deleted, writer + "/" + sequence);
    }
}
