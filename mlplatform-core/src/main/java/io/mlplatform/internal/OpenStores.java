package io.mlplatform.internal;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.StoreLocation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The zones of a platform, each opened where the layout says, and the stores opened for them. */
public final class OpenStores implements AutoCloseable {

    private final List<StoreLocation> owned = new ArrayList<>();
    private final Map<Zone, ZoneRoot> zones = new EnumMap<>(Zone.class);

    /** Opens what is not below {@code opened}, which stays the caller's to close. */
    public OpenStores(StoreLocation opened, PlatformLayout layout) {
        this(opened, layout, StoreProviders::open);
    }

    OpenStores(StoreLocation opened, PlatformLayout layout, Function<String, StoreLocation> provider) {
        try {
            for (Zone zone : Zone.values()) {
                zones.put(
                        zone,
                        new ZoneRoot(zone, locate(opened, layout.zone(zone).root(), provider)));
            }
        } catch (RuntimeException e) {
            closeAll().ifPresent(e::addSuppressed);
            throw e;
        }
    }

    public ZoneRoot root(Zone zone) {
        ZoneRoot root = zones.get(zone);
        if (root == null) {
            throw new IllegalStateException("every zone was opened: " + zone);
        }
        return root;
    }

    private StoreLocation locate(StoreLocation opened, String root, Function<String, StoreLocation> provider) {
        if (!root.contains(":")) {
            return opened.below(root);
        }
        StoreLocation location = provider.apply(root);
        owned.add(location);
        return location;
    }

    /** Closes every store, also where one fails to; the first failure is thrown, with the others. */
    @Override
    public void close() {
        closeAll().ifPresent(failure -> {
            throw failure;
        });
    }

    private Optional<RuntimeException> closeAll() {
        List<RuntimeException> failures = new ArrayList<>();
        for (StoreLocation location : owned) {
            try {
                location.store().close();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        Optional<RuntimeException> first = failures.stream().findFirst();
        first.ifPresent(e -> failures.stream().skip(1).forEach(e::addSuppressed));
        return first;
    }
}
