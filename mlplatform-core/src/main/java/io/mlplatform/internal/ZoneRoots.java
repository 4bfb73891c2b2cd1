package io.mlplatform.internal;

import io.mlplatform.EntityName;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.StoreLocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The roots of one zone: one that all teams share, or one a team, each opened when first asked for. Thread-safe. */
public final class ZoneRoots {

    private static final String SHARED = "";

    private final Zone zone;
    private final PlatformLayout layout;
    private final Function<String, StoreLocation> opener;
    private final ForeignPlaces foreign;
    private final Map<String, ZoneRoot> opened = new ConcurrentHashMap<>();

    /** @param opener opens what the layout calls a root */
    ZoneRoots(Zone zone, PlatformLayout layout, Function<String, StoreLocation> opener, ForeignPlaces foreign) {
        this.zone = zone;
        this.layout = layout;
        this.opener = opener;
        this.foreign = foreign;
    }

    public Zone zone() {
        return zone;
    }

    /** Where that entity is; {@code NotFoundException} where its team has no place on the platform. */
    public ZoneRoot of(EntityName entity) {
        return of(entity.team());
    }

    /** Where the entities are whose name begins with {@code prefix}: one root, or one a team where none is named. */
    public List<ZoneRoot> under(String prefix) {
        int end = prefix.indexOf('/');
        if (!layout.zone(zone).isByTeam()) {
            return List.of(shared());
        }
        return end < 0
                ? layout.teams().stream()
                        .filter(team -> team.startsWith(prefix))
                        .map(this::of)
                        .toList()
                : List.of(of(prefix.substring(0, end)));
    }

    private ZoneRoot of(String team) {
        String root = layout.root(zone, team);
        return layout.zone(zone).isByTeam() ? opened(team, root) : shared();
    }

    private ZoneRoot shared() {
        return opened(SHARED, layout.zone(zone).root());
    }

    private ZoneRoot opened(String team, String root) {
        return opened.computeIfAbsent(
                team,
                owner -> new ZoneRoot(
                        zone, Optional.of(owner).filter(name -> !name.isEmpty()), opener.apply(root), foreign));
    }
}
