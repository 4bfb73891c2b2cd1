package io.mlplatform.layout;

import java.util.Locale;

/**
 * Whether a zone's bucket keeps what is overwritten or deleted. The platform's own keys are never changed, so it needs no
 * versions itself; Ceph's gateway, up to 16 at least, ignores put-if-absent in a bucket that has them.
 */
public enum Versioning {
    OFF,
    /** CodePipeline asks for it in the bucket of its sources. */
    ON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
