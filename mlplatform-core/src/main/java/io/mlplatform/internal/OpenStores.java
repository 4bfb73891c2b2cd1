package io.mlplatform.internal;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.StoreLocation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The zones of a platform, each opened where the layout says, and the stores opened for them. */
public final class OpenStores implements AutoCloseable {

    private final StoreLocation opened;
    private final Function<String, StoreLocation> provider;
    private final List<StoreLocation> owned = new ArrayList<>();
    private final Map<Zone, ZoneRoots> zones = new EnumMap<>(Zone.class);
    private final Map<String, StoreLocation> buckets = new HashMap<>();
    private final Optional<String> account;
    private boolean closed;

    /**
     * Opens what all teams share and is not below {@code opened}, which stays the caller's to close; what is one team's is
     * opened when first asked for.
     */
    public OpenStores(StoreLocation opened, PlatformLayout layout) {
        this(
                layout.account()
                        .map(account -> StoreProviders.ownedBy(opened, account))
                        .orElse(opened),
                layout,
                root -> StoreProviders.open(root, opened, layout.account()));
    }

    OpenStores(StoreLocation opened, PlatformLayout layout, Function<String, StoreLocation> provider) {
        this.opened = opened;
        this.provider = provider;
        this.account = layout.account();
        ForeignPlaces foreign = ForeignPlaces.of(opened, layout, this::bucket);
        try {
            for (Zone zone : Zone.values()) {
                ZoneRoots roots = new ZoneRoots(zone, layout, this::locate, foreign);
                zones.put(zone, roots);
                if (!layout.zone(zone).isByTeam()) {
                    roots.under("");
                }
            }
        } catch (RuntimeException e) {
            closeAll().ifPresent(e::addSuppressed);
            throw e;
        }
    }

    public ZoneRoots roots(Zone zone) {
        ZoneRoots roots = zones.get(zone);
        if (roots == null) {
            throw new IllegalStateException("every zone was opened: " + zone);
        }
        return roots;
    }

    private synchronized StoreLocation locate(String root) {
        if (!root.contains(":")) {
            return opened.below(root);
        }
        requireOpen(root);
        StoreLocation location = provider.apply(root);
        owned.add(location);
        return location;
    }

    // Reached as the zone's own bucket is, and only in the platform's account where that is known.
    private synchronized StoreLocation bucket(String location, StoreLocation zone) {
        requireOpen(location);
        return buckets.computeIfAbsent(zone.store().location() + " " + location, name -> {
            StoreLocation bucket = StoreProviders.open(location, zone, account);
            owned.add(0, bucket);
            return bucket;
        });
    }

    private void requireOpen(String location) {
        if (closed) {
            throw new IllegalStateException(location + ": the platform was closed: open it again");
        }
    }

    /** Closes every store, also where one fails to; the first failure is thrown, with the others. */
    @Override
    public void close() {
        closeAll().ifPresent(failure -> {
            throw failure;
        });
    }

    private synchronized Optional<RuntimeException> closeAll() {
        closed = true;
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
