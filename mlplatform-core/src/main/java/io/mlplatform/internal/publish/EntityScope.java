package io.mlplatform.internal.publish;

import io.mlplatform.EntityName;
import io.mlplatform.VersionRef;
import io.mlplatform.layout.Zone;

/**
 * The entities that a face speaks of: those of a zone, or those below a folder of it, whose names it takes short.
 *
 * @param folder empty, or ends in {@code /}
 */
public record EntityScope(Zone zone, String folder) {

    /** The entity of that short name. */
    public EntityName name(String shortName) {
        return EntityName.of(folder + shortName);
    }

    /** The short name of an entity of this scope. */
    public String shortName(EntityName entity) {
        requireOwn(zone, entity);
        return entity.value().substring(folder.length());
    }

    /** Refuses an entity that another face speaks of. */
    void requireOwn(Zone itsZone, EntityName entity) {
        if (itsZone != zone || !entity.value().startsWith(folder)) {
            throw new IllegalArgumentException(
                    "mlp://" + itsZone + "/" + entity + " is not below " + this + ": ask the API of its own place");
        }
    }

    /** A reference in full, or short, below the folder. */
    public VersionRef ref(String text) {
        return VersionRef.parse(text.contains("://") ? text : folder + text, zone);
    }

    /** The beginning that its references have: {@code mlp://experiments/growth/datasets/}. */
    @Override
    public String toString() {
        return "mlp://" + zone + "/" + folder;
    }
}
