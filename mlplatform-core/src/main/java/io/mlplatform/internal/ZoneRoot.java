package io.mlplatform.internal;

import io.mlplatform.EntityName;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.StoreLocation;
import java.util.Optional;

/**
 * Where one zone lives, or one team's part of it, with what this process has found out about its store.
 *
 * @param team the team that has it to itself; empty where all share it
 */
public record ZoneRoot(
        Zone zone,
        Optional<String> team,
        StoreLocation location,
        ConditionCheck conditions,
        KnownIndexes indexes,
        SeenVersions seen,
        SeenHeads heads,
        ForeignPlaces foreign) {

    /** That all teams share. */
    public ZoneRoot(Zone zone, StoreLocation location) {
        this(zone, Optional.empty(), location, ForeignPlaces.beside(location));
    }

    ZoneRoot(Zone zone, Optional<String> team, StoreLocation location, ForeignPlaces foreign) {
        this(
                zone,
                team,
                location,
                new ConditionCheck(),
                new KnownIndexes(),
                new SeenVersions(),
                new SeenHeads(),
                foreign);
    }

    public ObjectStore store() {
        return location.store();
    }

    public Keys keys(EntityName entity) {
        return new Keys(location, entity);
    }

    /** The entity's address without version. */
    public String address(EntityName entity) {
        return "mlp://" + zone + "/" + entity;
    }
}
