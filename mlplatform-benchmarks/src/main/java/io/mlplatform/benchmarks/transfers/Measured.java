package io.mlplatform.benchmarks.transfers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.benchmarks.Cost;
import io.mlplatform.internal.json.Json;

/**
 * What one run took.
 *
 * @param perUnit for one {@link Workload#unit()}
 * @param requests of the workload done once; less than 0 where the server does not tell
 * @param peakMebibytes the most memory that the client's process had
 */
record Measured(Cost perUnit, double requests, double peakMebibytes) {

    private static final double KIBIBYTES = 1024;
    private static final double ROUNDED = 1_000;

    /** Reads the line of a run that did the workload so many times. */
    static Measured read(String line, Workload workload, int times) {
        try {
            JsonNode told = new ObjectMapper().readTree(line);
            Cost cost = new Cost(told.path("cpu").asDouble(), told.path("wall").asDouble());
            double requests = told.path("requests").asDouble(-times) / times;
            return new Measured(
                    workload.perUnit(cost, times),
                    requests,
                    told.path("peakRssKiB").asLong() / KIBIBYTES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not what a run prints: " + line, e);
        }
    }

    /** The same, with the requests that were counted from outside. */
    Measured withRequests(double counted) {
        return new Measured(perUnit, counted, peakMebibytes);
    }

    ObjectNode line() {
        ObjectNode line = Json.object()
                .put("cpu", rounded(perUnit.cpu()))
                .put("wall", rounded(perUnit.wall()))
                .put("peakRssMiB", Math.round(peakMebibytes));
        return requests < 0 ? line : line.put("requests", requests);
    }

    static double rounded(double value) {
        return Math.round(value * ROUNDED) / ROUNDED;
    }
}
