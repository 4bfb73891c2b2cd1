package io.mlplatform.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.StoreLocation;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The stored layout of a platform: read when it is opened, and put before the first write where there is none yet, so
 * that merely looking at an empty bucket leaves nothing there. Thread-safe.
 */
public final class LayoutFile {

    private static final String FORMAT = "mlplatform.layout/1";
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
                opened.store().put(Keys.layout(opened), Content.of(encode(layout)), PutCondition.ifAbsent());
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
                .map(bytes -> decode(bytes, opened.store().location() + "/" + key));
    }

    private static byte[] encode(PlatformLayout layout) {
        ObjectNode zones = Json.object();
        for (Zone zone : Zone.values()) {
            zones.put(zone.word(), layout.root(zone));
        }
        ObjectNode json = Json.object().put("format", FORMAT);
        json.set("zones", Json.sorted(zones));
        return CanonicalJson.encode(json);
    }

    private static PlatformLayout decode(byte[] bytes, String resource) {
        StoredJson zones =
                StoredJson.parse(bytes, resource).requireFormat(FORMAT).object("zones");
        Map<Zone, String> roots = new EnumMap<>(Zone.class);
        for (Zone zone : Zone.values()) {
            roots.put(zone, zones.text(zone.word()));
        }
        try {
            return new PlatformLayout(roots);
        } catch (IllegalArgumentException e) {
            throw new DataCorruptException(resource, e.getMessage() + "; restore the stored layout", e);
        }
    }
}
