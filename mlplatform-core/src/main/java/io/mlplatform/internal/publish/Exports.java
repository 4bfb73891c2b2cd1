package io.mlplatform.internal.publish;

import io.mlplatform.EntityName;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.StoredBytes;
import io.mlplatform.store.Content;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import java.util.Optional;

/** The derived documents of a zone's entities: those of a version, which are collected with it, and those at fixed keys. */
public final class Exports {

    private final VersionedZone zone;

    Exports(VersionedZone zone) {
        this.zone = zone;
    }

    /** Puts a document at its fixed key below {@code _exports/current/}, over what was there. */
    public PutOutcome putCurrent(EntityName entity, String name, Content content) {
        EntityRoom room = zone.room(entity);
        return room.root().store().put(room.keys().currentExport(name), content, PutCondition.always());
    }

    /** A document of the version, as {@link #put} left it; one of more than {@code limit} bytes is corrupt. */
    public Optional<byte[]> find(PinnedRef version, String name, int limit) {
        EntityRoom room = zone.room(version);
        return StoredBytes.read(room.root().store(), room.keys().export(version.version(), name), limit)
                .bytes();
    }

    /** Puts a document of the version unless there is one. */
    public PutOutcome put(PinnedRef version, String name, Content content) {
        EntityRoom room = zone.room(version);
        return room.root().store().put(room.keys().export(version.version(), name), content, PutCondition.ifAbsent());
    }
}
