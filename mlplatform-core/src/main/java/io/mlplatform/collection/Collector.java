package io.mlplatform.collection;

import io.mlplatform.EntityName;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Versioning;
import io.mlplatform.layout.Zone;
import io.mlplatform.layout.ZoneSettings;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes what no version of an entity needs any more: what retired versions had to themselves, and what unfinished
 * publishes left. It is safe beside running publishes, and beside other collections; what was broken off goes on with the
 * next run. Entities are named as {@code growth/churn} in a zone, with all segments. Thread-safe.
 */
public final class Collector {

    private final Map<Zone, VersionedZone> zones;

    /** Made by {@link io.mlplatform.MlPlatform#collector()}. */
    public Collector(Map<Zone, VersionedZone> zones) {
        this.zones = Map.copyOf(zones);
    }

    /**
     * What {@link #collect} would delete, and why; nothing is changed.
     *
     * @throws io.mlplatform.DataCorruptException something live cannot be read
     * @throws io.mlplatform.NotFoundException the entity has no log
     */
    public CollectionPlan dryRun(Zone zone, String entity) {
        return zone(zone).collection(EntityName.of(entity)).dryRun();
    }

    /**
     * Deletes what no live version of the entity needs.
     *
     * @throws io.mlplatform.DataCorruptException something live cannot be read; nothing was deleted
     * @throws io.mlplatform.NotFoundException the entity has no log
     */
    public CollectionReport collect(Zone zone, String entity) {
        return zone(zone).collection(EntityName.of(entity)).collect(note(zone));
    }

    /** Where collection is, for people. */
    @Override
    public String toString() {
        return "collector over all zones";
    }

    private String note(Zone zone) {
        ZoneSettings settings = zone(zone).settings();
        return settings.versioning() == Versioning.OFF
                ? ""
                : "the bucket keeps what was deleted for another "
                        + settings.retention().nonCurrent().toDays() + " days, then its lifecycle rule frees the space";
    }

    private VersionedZone zone(Zone zone) {
        return Optional.ofNullable(zones.get(zone))
                .orElseThrow(() -> new IllegalArgumentException("this platform has no such zone: " + zone));
    }
}
