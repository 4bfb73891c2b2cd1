package io.mlplatform.internal;

import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.StoreLocation;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The stored layout of a platform: read when it is opened, and put before the first write where there is none yet, so
 * that merely looking at an empty bucket leaves nothing there. Thread-safe.
 */
public final class LayoutFile {

    private static final int MAX_BYTES = 1 << 20;
    private static final int MOST_CHANGES = 20;

    private static final Set<String> THIS_MACHINE = Set.of("file", "mem");

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
                .map(layout -> new LayoutFile(opened, requireOwnKind(opened, layout, ifAbsent), true))
                .orElseGet(() -> new LayoutFile(opened, ifAbsent, false));
    }

    // Whoever may write the layout decides where others write: it must not lead from a bucket to their disk or heap.
    private static PlatformLayout requireOwnKind(StoreLocation opened, PlatformLayout stored, PlatformLayout asked) {
        String kind = scheme(opened.store().location());
        for (Zone zone : Zone.values()) {
            String root = stored.zone(zone).root();
            boolean told = root.equals(asked.zone(zone).root());
            if (!told && THIS_MACHINE.contains(scheme(root)) && !scheme(root).equals(kind)) {
                throw new DataCorruptException(
                        opened.store().location() + "/" + Keys.layout(opened),
                        "leads zone " + zone + " to '" + PlainLocation.of(root)
                                + "', which is on the reader's machine: restore it, or open with a layout that says so too");
            }
        }
        return stored;
    }

    private static String scheme(String location) {
        return location.substring(0, Math.max(0, location.indexOf(':'))).toLowerCase(Locale.ROOT);
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

    /**
     * Replaces the stored layout by what {@code change} makes of it, or stores the first; again where another process was
     * quicker. Returns what is stored then.
     */
    public static PlatformLayout change(
            StoreLocation opened, Function<Optional<PlatformLayout>, PlatformLayout> change) {
        ObjectKey key = Keys.layout(opened);
        String resource = opened.store().location() + "/" + key;
        for (int attempt = 1; attempt <= MOST_CHANGES; attempt++) {
            StoredBytes found = StoredBytes.read(opened.store(), key, MAX_BYTES);
            Optional<PlatformLayout> before = found.bytes().map(bytes -> LayoutJson.decode(bytes, resource));
            PlatformLayout after = change.apply(before);
            if (before.filter(after::equals).isPresent()) {
                return after;
            }
            PutCondition condition = found.etag().map(PutCondition::ifMatch).orElseGet(PutCondition::ifAbsent);
            if (opened.store().put(key, Content.of(LayoutJson.encode(after)), condition) instanceof PutOutcome.Stored) {
                return after;
            }
        }
        throw new ConflictException(resource, "was changed by others " + MOST_CHANGES + " times meanwhile: call again");
    }

    /** The layout that is stored there now: one GET. */
    public static Optional<PlatformLayout> stored(StoreLocation opened) {
        ObjectKey key = Keys.layout(opened);
        return StoredBytes.read(opened.store(), key, MAX_BYTES)
                .bytes()
                .map(bytes -> LayoutJson.decode(bytes, opened.store().location() + "/" + key));
    }
}
