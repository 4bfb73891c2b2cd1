package io.mlplatform.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.time.Instant;
import java.util.Optional;

/**
 * Says of a group's rows up to an ingest that no two of them have the same keys and event time, and between which event times
 * they lie. What it says is safe: it may be missing where there are no ties.
 *
 * @param lastEventTime inclusive
 * @param lastWrite the write time of the ingest: a state with another comes from a writer that did not know of ties
 */
record UntiedRows(Instant firstEventTime, Instant lastEventTime, Instant lastWrite) {

    static UntiedRows read(StoredJson json) {
        return new UntiedRows(json.time("firstEventTime"), json.time("lastEventTime"), json.time("lastWrite"));
    }

    /** Both together, where no event time of the one lies among those of the other. */
    Optional<UntiedRows> and(UntiedRows later) {
        boolean apart = later.firstEventTime.isAfter(lastEventTime) || later.lastEventTime.isBefore(firstEventTime);
        return apart
                ? Optional.of(new UntiedRows(
                        firstEventTime.isBefore(later.firstEventTime) ? firstEventTime : later.firstEventTime,
                        lastEventTime.isAfter(later.lastEventTime) ? lastEventTime : later.lastEventTime,
                        later.lastWrite))
                : Optional.empty();
    }

    ObjectNode json() {
        return Json.object()
                .put("firstEventTime", firstEventTime.toString())
                .put("lastEventTime", lastEventTime.toString())
                .put("lastWrite", Json.time(lastWrite));
    }
}
