package io.mlplatform.layout;

import java.util.Locale;

/** What a permission lets its holder do. */
public enum Action {
    /** List and get all of an entity. */
    READ,
    /** Publish, annotate, move plain aliases, and leave markers in the own name. Never a protected alias. */
    WRITE,
    /** Move protected aliases, which takes appending pins to the entity's log. */
    ASSIGN_PROTECTED,
    /** Collect: append what is condemned and swept to logs, and delete what no version needs. Never a log. */
    DELETE,
    /** List and get who did what: logs, aliases, the index of versions and the markers. No data, no manifest. */
    READ_LOG;

    /** The word in tables, such as {@code assign-protected}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }
}
