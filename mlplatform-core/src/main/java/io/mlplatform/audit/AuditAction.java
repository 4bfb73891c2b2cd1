package io.mlplatform.audit;

import java.util.Map;

/** What kind of thing was done, one for each event that a log can tell. */
public enum AuditAction {
    /** An entity was created without a version. */
    CREATE("created"),
    /** A version was published, and with the first one the entity created. */
    PUBLISH("published"),
    /** Aliases were set, moved or removed. */
    MOVE_ALIAS("moved alias"),
    /** What a face keeps beside the versions changed: a run's status, a deployment, a definition. */
    ANNOTATE("annotated"),
    /** Versions were given up. */
    RETIRE("retired"),
    /** A version was held, so that it cannot be retired. */
    PIN("pinned"),
    /** Holds were taken away. */
    UNPIN("unpinned"),
    /** Unreachable files were marked for deletion. */
    CONDEMN("condemned"),
    /** Files were deleted. */
    SWEEP("swept"),
    /** The entity was closed to further versions. */
    SEAL("sealed"),
    /** A sealed entity was opened again. */
    REOPEN("reopened"),
    /** A write of unknown outcome was given up, and its place filled with nothing. */
    GIVE_UP("gave up"),
    /** A newer mlplatform did something that this one has no word for. */
    UNKNOWN("unknown"),
    /** The entry cannot be read, or is not the one that its successor was written after. */
    DAMAGED("damaged");

    private static final Map<String, AuditAction> BY_EVENT = Map.ofEntries(
            Map.entry("create", CREATE),
            Map.entry("commit", PUBLISH),
            Map.entry("alias", MOVE_ALIAS),
            Map.entry("annotate", ANNOTATE),
            Map.entry("retire", RETIRE),
            Map.entry("pin", PIN),
            Map.entry("unpin", UNPIN),
            Map.entry("condemn", CONDEMN),
            Map.entry("swept", SWEEP),
            Map.entry("seal", SEAL),
            Map.entry("reopen", REOPEN),
            Map.entry("noop", GIVE_UP));

    private final String words;

    AuditAction(String words) {
        this.words = words;
    }

    static AuditAction ofEvent(String type) {
        return BY_EVENT.getOrDefault(type, UNKNOWN);
    }

    /** In words: {@code published}, {@code moved alias} … */
    @Override
    public String toString() {
        return words;
    }
}
