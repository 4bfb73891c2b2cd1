package io.mlplatform.collection;

import io.mlplatform.ConflictException;
import io.mlplatform.EntityName;
import io.mlplatform.MlPlatformException;
import io.mlplatform.NotFoundException;
import io.mlplatform.UnsupportedStoreException;
import io.mlplatform.internal.gc.Erasure;
import io.mlplatform.internal.gc.ZoneOrphans;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Versioning;
import io.mlplatform.layout.Zone;
import io.mlplatform.layout.ZoneSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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

    /** Collects each entity of the zone; one that fails is told, and the others go on. */
    public ZoneReport collectAll(Zone zone) {
        List<CollectionReport> collected = new ArrayList<>();
        Map<String, String> failed = new TreeMap<>();
        for (EntityName entity : zone(zone).entities()) {
            try {
                collected.add(zone(zone).collection(entity).collect(note(zone)));
            } catch (UnsupportedStoreException e) {
                throw e;
            } catch (MlPlatformException e) {
                failed.put(entity.value(), String.valueOf(e.getMessage()));
            }
        }
        return new ZoneReport(collected, failed);
    }

    /** What lies in the zone and belongs to no entity with a log, a report each place; one LIST a thousand keys. */
    public List<OrphanReport> orphans(Zone zone) {
        return zone(zone).places().stream().map(ZoneOrphans::of).toList();
    }

    /**
     * Deletes a version at once, without a grace, for what the law wants gone; files that other versions name as well stay.
     *
     * @throws ConflictException it is the latest, or an alias or a pin holds it; nothing was changed
     */
    public CollectionReport erase(Zone zone, String entity, long version) {
        EntityName name = EntityName.of(entity);
        zone(zone).collection(name).erasure().retire(List.of(version));
        return collect(zone, entity);
    }

    /**
     * Deletes the files of these paths at once, with every version that names one: publish a version without them first.
     * Broken off anywhere it is finished by the same call, which deletes nothing once it is.
     *
     * @throws ConflictException the latest version has such a file, or an alias or a pin holds a version that has; nothing
     *     was changed
     * @throws NotFoundException no version has or had such a file
     */
    public CollectionReport erase(Zone zone, String entity, Collection<String> paths) {
        Erasure erasure = zone(zone).collection(EntityName.of(entity)).erasure();
        Erasure.Found found = erasure.find(paths);
        if (found.isNothing()) {
            throw new NotFoundException(
                    zone + "/" + entity, "no version has a file of these paths: " + paths + ": list a version's files");
        }
        erasure.retire(found.versions());
        return zone(zone).collection(EntityName.of(entity)).collect(note(zone), Set.copyOf(paths));
    }

    /**
     * Writes again what can be rebuilt of an entity from its log: its marker, the indexes and lineage markers of versions that
     * are not dead; and takes away pins that broken-off moves of protected aliases left behind.
     *
     * @return what was done, a line each; empty where nothing was missing
     */
    public List<String> repair(Zone zone, String entity) {
        return zone(zone).keeping(EntityName.of(entity)).repair();
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
