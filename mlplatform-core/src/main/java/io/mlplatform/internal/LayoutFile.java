package io.mlplatform.internal;

import io.mlplatform.ConflictException;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.StoreLocation;
import java.util.Optional;

/**
 * The stored layout of a platform: read when it is opened, and put before the first write where there is none yet, so
 * that merely looking at an empty bucket leaves nothing there. Thread-safe.
 */
public final class LayoutFile {

    private static final int MAX_BYTES = 1 << 20;

    private final StoreLocation opened;
    private final PlatformLayout layout;
    private volatile boolean stored;

    private LayoutFile(StoreLocation opened, PlatformLayout layout, boolean stored) {
        this.opened = opened;
        this.layout = layout;
        this.stored = stored;
    }

    /** Reads the layout of a location: one GET. Where there is none yet, it will be {@code ifAbsent}. */
    public static LayoutFile read(StoreLocation opened, PlatformLayout ifAbsent) {
        return stored(opened)
                .map(layout -> new LayoutFile(opened, layout, true))
                .orElseGet(() -> new LayoutFile(opened, ifAbsent, false));
    }

    public PlatformLayout layout() {
        return layout;
    }

    /** What was opened. */
    public String location() {
        return opened.toString();
    }

    /** Puts the layout if-absent, once; no request where it was found. */
    public synchronized void ensureStored() {
        if (stored) {
            return;
        }
        PutOutcome outcome =
                opened.store().put(Keys.layout(opened), Content.of(LayoutJson.encode(layout)), PutCondition.ifAbsent());
        if (outcome instanceof PutOutcome.ConditionNotMet
                && !stored(opened).map(layout::equals).orElse(false)) {
            throw new ConflictException(
                    opened.toString(), "another process set up the platform with another layout: open it again");
        }
        stored = true;
    }

    private static Optional<PlatformLayout> stored(StoreLocation opened) {
        ObjectKey key = Keys.layout(opened);
        return StoredBytes.read(opened.store(), key, MAX_BYTES)
                .bytes()
                .map(bytes -> LayoutJson.decode(bytes, opened.store().location() + "/" + key));
    }
}
