package io.mlplatform.benchmarks.transfers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.json.Json;
import java.time.Duration;
import java.util.Collection;

/** How long most of some requests or files took, and the slowest of them. Immutable. */
final class Percentiles {

    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] sorted;

    private Percentiles(long[] sorted) {
        this.sorted = sorted;
    }

    static Percentiles of(Collection<Duration> durations) {
        return new Percentiles(
                durations.stream().mapToLong(Duration::toNanos).sorted().toArray());
    }

    /** The least of them that so many in a hundred do not exceed, in milliseconds; 0 of none. */
    double millis(double percent) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(1, rank) - 1] / NANOS_PER_MILLI;
    }

    /** In milliseconds. */
    ObjectNode line() {
        return Json.object()
                .put("p50", Measured.rounded(millis(50)))
                .put("p90", Measured.rounded(millis(90)))
                .put("p99", Measured.rounded(millis(99)))
                .put("p99.9", Measured.rounded(millis(99.9)))
                .put("most", Measured.rounded(millis(100)));
    }
}
