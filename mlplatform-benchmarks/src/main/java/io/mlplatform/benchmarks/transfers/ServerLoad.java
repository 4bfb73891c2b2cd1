package io.mlplatform.benchmarks.transfers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.benchmarks.Machine;
import io.mlplatform.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How many requests the null server has under way, and how many it lets. For one thread. */
final class ServerLoad {

    private static final long LOOK_MILLIS = 20;

    /**
     * One second of it.
     *
     * @param busy requests under way, on average
     * @param answered all requests but those refused
     */
    record Second(double busy, long answered, long refused) {

        ObjectNode line() {
            return Json.object()
                    .put("busy", Measured.rounded(busy))
                    .put("answered", answered)
                    .put("refused", refused);
        }
    }

    private final URI server;
    private final Clock clock = Machine.clock();
    private long looks;

    ServerLoad(URI server) {
        this.server = server;
    }

    /** Lets so many at a time from now on; any number for 0. */
    void allow(int requests) {
        ask("/__limit?requests=" + requests);
    }

    /** Watches it for so many seconds. */
    List<Second> watch(int seconds) {
        List<Second> watched = new ArrayList<>();
        Instant end = clock.instant();
        JsonNode before = stats();
        for (int second = 0; second < seconds; second++) {
            end = end.plusSeconds(1);
            long sum = 0;
            long from = looks;
            JsonNode now = before;
            while (clock.instant().isBefore(end)) {
                pause();
                now = stats();
                sum += now.path("busy").asLong();
            }
            long refused = grown(before, now, "refused");
            long asked = looks - from;
            watched.add(new Second(
                    (double) sum / Math.max(1, asked), grown(before, now, "req") - asked - refused, refused));
            before = now;
        }
        return watched;
    }

    private static long grown(JsonNode before, JsonNode now, String name) {
        return now.path(name).asLong() - before.path(name).asLong();
    }

    private JsonNode stats() {
        looks++;
        return ask("/__stats");
    }

    private JsonNode ask(String path) {
        try (InputStream answer = server.resolve(path).toURL().openStream()) {
            return new ObjectMapper().readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException("the null server does not answer", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it watched", e);
        }
    }
}
