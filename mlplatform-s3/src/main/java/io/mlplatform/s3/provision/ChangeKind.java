package io.mlplatform.s3.provision;

import java.util.Locale;

/** Which way a change moves what is there. */
public enum ChangeKind {
    /** Something that is missing. */
    ADD,
    /** Fewer may do less, or more is kept. */
    TIGHTEN,
    /** More may do more, or less is kept: only done where that is asked for. */
    LOOSEN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
