package io.mlplatform.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.EntityName;
import io.mlplatform.internal.Printable;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.internal.publish.EntityNow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A run as it was when it was read; immutable. Times are the store's.
 *
 * @param reason why it failed; empty otherwise
 * @param ended empty while it has no outcome
 * @param lastSign when it last showed that it lives
 * @param revision of the code, with {@code -dirty} where tracked files were changed; empty where there is no repository
 * @param params each a {@code String}, {@code Boolean}, {@code Long} or {@code Double}
 * @param metrics each one's last value that was committed, of the first 100 metrics or more
 * @param points how many metric points were committed
 * @param version the newest
 */
public record RunSummary(
        EntityName name,
        RunStatus status,
        String reason,
        Instant started,
        Optional<Instant> ended,
        Instant lastSign,
        Optional<String> revision,
        Map<String, Object> params,
        Map<String, Double> metrics,
        Map<String, String> tags,
        String note,
        long points,
        long version) {

    public RunSummary {
        params = Collections.unmodifiableMap(new TreeMap<>(params));
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /**
     * @param lastSign when the entity or the copy of its head was last written
     * @param date the store's clock
     */
    static RunSummary of(EntityNow now, Instant lastSign, Instant date, int lostAfter) {
        StoredJson detail = StoredJson.of(now.detail(), now.entity().value());
        RunStatus stored = detail.parsed("status", RunStatus::of, "a run's status");
        Duration patience = Duration.ofMillis(detail.number("heartbeat")).multipliedBy(lostAfter);
        boolean silent = Duration.between(lastSign, date).compareTo(patience) > 0;
        return new RunSummary(
                now.entity(),
                stored == RunStatus.RUNNING && silent ? RunStatus.LOST : stored,
                detail.text("reason", ""),
                detail.time("started"),
                detail.has("ended") ? Optional.of(detail.time("ended")) : Optional.empty(),
                lastSign,
                detail.has("revision") ? Optional.of(detail.text("revision")) : Optional.empty(),
                map(detail, "params", ParamValue::read),
                map(detail, "metrics", value -> StoredJson.of(value, detail.resource())
                        .real("value")),
                map(detail, "tags", JsonNode::asText),
                detail.text("note", ""),
                detail.number("points", 0),
                now.latest());
    }

    private static <T> Map<String, T> map(StoredJson detail, String member, Function<JsonNode, T> value) {
        Map<String, T> map = new TreeMap<>();
        detail.find(member).ifPresent(found -> found.node()
                .properties()
                .forEach(entry -> map.put(entry.getKey(), value.apply(entry.getValue()))));
        return map;
    }

    @Override
    public String toString() {
        return name + " " + status.word() + (reason.isEmpty() ? "" : " (" + Printable.line(reason) + ")") + ", started "
                + started + (params.isEmpty() ? "" : ", " + Printable.line(params.toString()))
                + (metrics.isEmpty() ? "" : ", " + Printable.line(metrics.toString()));
    }
}
