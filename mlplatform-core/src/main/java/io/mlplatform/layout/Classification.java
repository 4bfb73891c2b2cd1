package io.mlplatform.layout;

import java.util.Locale;

/** How much harm the data of a zone could do in wrong hands, from least to most. */
public enum Classification {
    /** Anyone may know it. */
    PUBLIC,
    /** For everyone on the platform. */
    INTERNAL,
    /** For those whose role names the zone; encrypted with a key of the layout's choice. */
    CONFIDENTIAL,
    /** As confidential, and no team reads another's. */
    RESTRICTED;

    /** The word in tags and in the stored layout, such as {@code confidential}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True where a place for data of this class may also hold data of {@code other}. */
    public boolean holds(Classification other) {
        return compareTo(other) >= 0;
    }

    @Override
    public String toString() {
        return word();
    }
}
