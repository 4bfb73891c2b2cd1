package io.mlplatform.benchmarks;

import io.mlplatform.EntityName;
import io.mlplatform.MlPlatform;
import io.mlplatform.VersionRef;
import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.publish.OpenedVersion;
import io.mlplatform.internal.publish.PlatformAccess;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.HopClock;
import io.mlplatform.testkit.MeteredObjectStore;
import io.mlplatform.testkit.Requests;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A dataset whose files come as records, on any store. Readers open the platform anew, so that no segment is cached; the
 * one GET of its layout counts. Owns the store.
 */
final class OwnTable implements ManifestTable {

    static final List<String> PARTITION_BY = List.of("dt");

    private static final EntityName NAME = EntityName.of("bench/table");

    private final MeteredObjectStore store;
    private final MlPlatform writer;

    OwnTable(ObjectStore store) {
        this.store = new MeteredObjectStore(store, new HopClock());
        this.writer = open();
    }

    @Override
    public Runnable commit(List<SampleFiles.File> files) {
        // Not a collection, whose paths would be held against each other: a peer does not do that either.
        return () ->
                publish(txn -> () -> files.stream().map(file -> file.entry(txn)).iterator());
    }

    @Override
    public long plan(int partition) {
        return scan(EntryFilter.partition("dt", Optional.of(SampleFiles.value(partition))));
    }

    @Override
    public long planAll() {
        return scan(EntryFilter.all());
    }

    @Override
    public long requests() {
        return store.snapshot().all().size();
    }

    @Override
    public void close() {
        writer.close();
        store.close();
    }

    OpenedVersion publish(Function<String, Iterable<FileEntry>> records) {
        return zone(writer)
                .publish(PublishPlan.of(NAME, "dataset")
                        .partitionBy(Optional.of(PARTITION_BY))
                        .records(records)
                        .build());
    }

    MlPlatform open() {
        return MlPlatform.builder().store(store, "").open();
    }

    static VersionedZone zone(MlPlatform ml) {
        return PlatformAccess.zone(ml, Zone.DATASETS);
    }

    /** The version by its number or alias. */
    static VersionRef version(String selector) {
        return VersionRef.parse(NAME + "@" + selector, Zone.DATASETS);
    }

    Requests snapshot() {
        return store.snapshot();
    }

    Requests since(Requests earlier) {
        return store.since(earlier);
    }

    private long scan(EntryFilter filter) {
        try (MlPlatform ml = open()) {
            VersionedZone zone = zone(ml);
            return zone.manifest(zone.open(version("latest")).ref())
                    .entries(filter)
                    .count();
        }
    }
}
