package io.mlplatform.layout;

import java.util.Locale;

/** What a role is for; the value of its tag {@value Role#KIND_TAG}, which bucket policies look at. */
public enum RoleKind {
    /** Writes a team's workspace. */
    DATA_SCIENTIST,
    /** Writes a team's features. */
    FEATURE_OWNER,
    /** Writes a team's formal datasets. */
    DATASET_PUBLISHER,
    /** Writes a team's pipelines and models; a program, not a person. */
    AUTOMATION,
    /** Reads a team's models, to serve them. */
    MODEL_CONSUMER,
    /** Moves a team's protected aliases. */
    APPROVER,
    /** Deletes what no version needs; the only one that deletes. */
    COLLECTOR,
    /** Reads who did what, and no data. */
    AUDITOR,
    /** Made of permissions. */
    CUSTOM;

    /** The word in names, tags and tables, such as {@code data-scientist}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }
}
