package io.mlplatform.features;

import java.util.Arrays;
import java.util.Locale;

/** What a point-in-time join found for a row of the spine. */
public enum FeatureStatus {
    /** A row of features, whose values are given. */
    FOUND,
    /** No row at or before the time, or the spine's row has a null key or time. */
    MISSING,
    /** A row, but older than the group's TTL. */
    EXPIRED,
    /** A tombstone: the thing was deleted, and nothing came after; this is said also where the tombstone is old. */
    DELETED;

    /** As it stands in the status column. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FeatureStatus of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
