package io.mlplatform;

import io.mlplatform.layout.Zone;
import java.io.Serializable;
import java.util.Optional;

/** A resolved reference: it names one version for ever, by number and content digest. Immutable. */
public record PinnedRef(Zone zone, EntityName entity, long version, Digest digest) implements Serializable {

    private static final int SHOWN_DIGITS = 12;

    public PinnedRef {
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1: " + version);
        }
    }

    /** The reference without digest, as it is stored: {@code mlp://datasets/growth/churn@12}. */
    public String uri() {
        return VersionRef.of(zone, entity, new VersionSelector.Number(version)).toString();
    }

    /** The same as a reference that can be resolved; the whole digest is checked then. */
    public VersionRef toVersionRef() {
        return new VersionRef(zone, entity, new VersionSelector.Number(version), Optional.of(digest.hex()));
    }

    /** With the digest's first digits: {@code mlp://datasets/growth/churn@12#0a1b2c3d4e5f}. */
    @Override
    public String toString() {
        return uri() + "#" + digest.hex().substring(0, SHOWN_DIGITS);
    }
}
