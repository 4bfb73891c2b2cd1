package io.mlplatform;

import java.io.Serializable;

/**
 * A version that another one was made from.
 *
 * @param role what it was used as, such as {@code train}; may be empty
 */
public record Input(PinnedRef ref, String role) implements Serializable {
    @Override
    public String toString() {
        return role.isEmpty() ? ref.toString() : ref + " (" + role + ")";
    }
}
