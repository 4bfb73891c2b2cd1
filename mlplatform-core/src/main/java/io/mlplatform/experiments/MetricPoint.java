package io.mlplatform.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A measured value of a run.
 *
 * @param value may be NaN or infinite
 * @param step the epoch, batch or whatever the run counts by; empty where it was given none
 * @param time by the clock of the process that measured it
 */
public record MetricPoint(String metric, OptionalLong step, double value, Instant time) {

    /** One line of a part file, without its end. */
    String line() {
        StringBuilder line = new StringBuilder("{\"metric\":");
        CanonicalJson.appendString(line, metric);
        step.ifPresent(number -> line.append(",\"step\":").append(number));
        return line.append(",\"value\":")
                .append(CanonicalJson.write(Json.number(value)))
                .append(",\"time\":\"")
                .append(Json.time(time))
                .append("\"}")
                .toString();
    }

    static MetricPoint parse(byte[] line, String resource) {
        StoredJson json = StoredJson.parse(line, resource);
        JsonNode step = json.node().path("step");
        return new MetricPoint(
                json.text("metric"),
                step.canConvertToLong() && step.isIntegralNumber()
                        ? OptionalLong.of(step.longValue())
                        : OptionalLong.empty(),
                json.real("value"),
                json.time("time"));
    }
}
