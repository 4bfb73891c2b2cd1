package io.mlplatform;

import io.mlplatform.internal.Printable;
import java.io.Serializable;

/**
 * A version that another one was made from.
 *
 * @param role what it was used as, such as {@code train}; may be empty
 * @param platform where the reference is to be resolved, for a copy whose input stayed behind on another platform; empty
 *     for the platform that it stands on
 */
public record Input(PinnedRef ref, String role, String platform) implements Serializable {

    /** An input of the platform that it stands on. */
    public Input(PinnedRef ref, String role) {
        this(ref, role, "");
    }

    @Override
    public String toString() {
        return (role.isEmpty() ? ref.toString() : ref + " (" + Printable.line(role) + ")")
                + (platform.isEmpty() ? "" : " of " + platform);
    }
}
