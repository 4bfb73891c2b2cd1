package io.mlplatform.s3.provision;

import io.mlplatform.NotFoundException;
import io.mlplatform.internal.LayoutFile;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.store.StoreLocation;
import java.util.Optional;

/** The layout as it is stored in the opened location, and its place among the changes. */
final class StoredLayout {

    private final StoreLocation opened;

    StoredLayout(StoreLocation opened) {
        this.opened = opened;
    }

    /** Empty where none is stored, or the bucket is still missing. */
    Optional<PlatformLayout> read() {
        try {
            return LayoutFile.stored(opened);
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** Stores it where a ledger accepts the change; teams that others have stored meanwhile stay. */
    void converge(Optional<PlatformLayout> stored, PlatformLayout wanted, Ledger ledger) {
        LayoutChange.between(stored, wanted, "layout " + opened).ifPresent(change -> {
            if (!ledger.accepts(change.kind())) {
                ledger.notDone(change);
                return;
            }
            LayoutFile.change(
                    opened, before -> before.map(now -> merged(now, wanted)).orElse(wanted));
            ledger.done(change);
        });
    }

    /** The wanted layout with the teams that are stored besides. */
    static PlatformLayout merged(PlatformLayout stored, PlatformLayout wanted) {
        return wanted.withTeam(stored.teams().toArray(String[]::new));
    }
}
