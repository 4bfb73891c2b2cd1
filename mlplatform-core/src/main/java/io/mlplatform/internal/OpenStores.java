package io.mlplatform.internal;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.StoreLocation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The zones of a platform, each opened where the layout says, and the stores opened for them. */
public final class OpenStores implements AutoCloseable {

    private final List<StoreLocation> owned = new ArrayList<>();
    private final Map<Zone, ZoneRoot> zones = new EnumMap<>(Zone.class);

    /** Opens what is not below {@code opened}, which stays the caller's to close. */
    public OpenStores(StoreLocation opened, PlatformLayout layout) {
        for (Zone zone : Zone.values()) {
            zones.put(zone, new ZoneRoot(zone, locate(opened, layout.root(zone))));
        }
    }

    public ZoneRoot root(Zone zone) {
        ZoneRoot root = zones.get(zone);
        if (root == null) {
            throw new IllegalStateException("every zone was opened: " + zone);
        }
        return root;
    }

    private StoreLocation locate(StoreLocation opened, String root) {
        if (!root.contains(":")) {
            return opened.below(root);
        }
        StoreLocation location = StoreProviders.open(root);
        owned.add(location);
        return location;
    }

    @Override
    public void close() {
        owned.forEach(location -> location.store().close());
    }
}
