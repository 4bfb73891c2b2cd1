package io.mlplatform.internal;

import io.mlplatform.EntityName;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.StoreLocation;

/** Where one zone lives, with what this process has found out about its store. */
public record ZoneRoot(
        Zone zone,
        StoreLocation location,
        ConditionCheck conditions,
        KnownIndexes indexes,
        SeenVersions seen,
        SeenHeads heads) {

    public ZoneRoot(Zone zone, StoreLocation location) {
        this(zone, location, new ConditionCheck(), new KnownIndexes(), new SeenVersions(), new SeenHeads());
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
