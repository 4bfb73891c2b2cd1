package io.mlplatform.internal.publish;

import io.mlplatform.PinnedRef;
import io.mlplatform.internal.gc.Keeping;

/** Which versions of one entity are given up, and which are held. Thread-safe. */
public final class VersionKeeping {

    private final EntityRoom room;
    private final Keeping keeping;

    VersionKeeping(EntityRoom room) {
        this.room = room;
        this.keeping = new Keeping(room.root(), room.entity(), room.context());
    }

    /** Gives the version up; it stays readable for the grace of the settings. */
    public void retire(PinnedRef version) {
        requireHere(version);
        keeping.retire(
                version.version(), version.version(), room.context().settings().retireGrace());
    }

    /** Holds the version for someone. */
    public void pin(PinnedRef version, String holder) {
        requireHere(version);
        keeping.pin(version.version(), holder);
    }

    /** Takes the holder's pins from the version. */
    public void unpin(PinnedRef version, String holder) {
        requireHere(version);
        keeping.unpin(version.version(), holder);
    }

    /** Lets a sealed entity take versions again. */
    public void reopen() {
        keeping.reopen();
    }

    private void requireHere(PinnedRef version) {
        new AliasMover(room).requireHere(version);
    }
}
