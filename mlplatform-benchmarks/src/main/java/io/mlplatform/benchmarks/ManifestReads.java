package io.mlplatform.benchmarks;

import io.mlplatform.MlPlatform;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.manifest.Difference;
import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.publish.VersionedZone;
import java.util.Optional;

/** Reads of a large version, each by a platform opened anew, so that nothing is cached. Not thread-safe. */
final class ManifestReads {

    private final OwnTable table;
    private final PinnedRef first;
    private long mostBeyondSegments;
    private long mostSegments;

    /** @param first version that is read, by its number */
    ManifestReads(OwnTable table, PinnedRef first) {
        this.table = table;
        this.first = first;
    }

    /** Lists so many partitions, one after the other. */
    Cost partitions(SampleFiles files, int count) {
        return Machine.measure(() -> {
            for (int i = 0; i < count; i++) {
                partition(files, files.partitions() * i / count);
            }
        });
    }

    /** Lists one partition; opening the platform is not counted among the requests. */
    void partition(SampleFiles files, int partition) {
        try (MlPlatform ml = table.open()) {
            StepRequests before = StepRequests.before(table);
            EntryFilter filter = EntryFilter.partition("dt", Optional.of(SampleFiles.value(partition)));
            require(OwnTable.zone(ml).files(first, filter).size(), files.filesEach());
            long segments = before.segmentsRead();
            mostSegments = Math.max(mostSegments, segments);
            mostBeyondSegments = Math.max(mostBeyondSegments, before.all() - segments);
        }
    }

    /** Goes through all files. */
    void all(long expected) {
        try (MlPlatform ml = table.open()) {
            long found = SampleFiles.count(
                    OwnTable.zone(ml).manifest(first).entries(EntryFilter.all()).iterator());
            require(found, expected);
        }
    }

    /** Compares with the version after it. */
    void difference() {
        try (MlPlatform ml = table.open()) {
            VersionedZone zone = OwnTable.zone(ml);
            PinnedRef next = zone.open(OwnTable.version("2")).ref();
            Difference difference = Difference.between(zone.manifest(first), zone.manifest(next));
            require(difference.added().size(), 100);
        }
    }

    long mostBeyondSegments() {
        return mostBeyondSegments;
    }

    long mostSegments() {
        return mostSegments;
    }

    private static void require(long found, long expected) {
        if (found != expected) {
            throw new IllegalStateException("found " + found + " files where there are " + expected);
        }
    }
}
