package io.mlplatform.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.EntityName;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.layout.Classification;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the log's state keeps of a group.
 *
 * @param lastWrite the write time of the newest ingest, if there was one
 * @param untied what rules out ties among all rows so far, if anything does
 * @param taken what was taken from places that grow
 */
record GroupState(FeatureGroup group, Optional<Instant> lastWrite, Optional<UntiedRows> untied, TakenFiles taken) {

    static final String KIND = "feature-group";
    static final String DEFINITION = "definition";
    private static final String LAST_WRITE = "lastWrite";
    private static final String UNTIED = "untied";
    private static final String TAKEN = "taken";
    private static final int MAX_DEFINITION_BYTES = 30 * 1024;

    static GroupState read(EntityName name, ObjectNode detail) {
        StoredJson json = StoredJson.of(detail, "mlp://features/" + name);
        Optional<Instant> lastWrite = json.has(LAST_WRITE) ? Optional.of(json.time(LAST_WRITE)) : Optional.empty();
        Optional<UntiedRows> untied =
                json.has(UNTIED) ? Optional.of(UntiedRows.read(json.object(UNTIED))) : Optional.empty();
        return new GroupState(
                definition(name, json.object(DEFINITION)),
                lastWrite,
                untied.filter(rows -> lastWrite.equals(Optional.of(rows.lastWrite()))),
                json.has(TAKEN) ? TakenFiles.read(json.object(TAKEN)) : TakenFiles.NONE);
    }

    /** A group without rows. */
    static GroupState of(FeatureGroup group) {
        return new GroupState(group, Optional.empty(), Optional.empty(), TakenFiles.NONE);
    }

    /** The state after an ingest of that write time, whose rows are untied among themselves if {@code rows} says so. */
    GroupState with(Instant writeTime, Optional<UntiedRows> rows) {
        return new GroupState(
                group,
                Optional.of(writeTime),
                lastWrite.isEmpty() ? rows : untied.flatMap(before -> rows.flatMap(before::and)),
                taken);
    }

    /** The state of the group with another definition. */
    GroupState evolved(FeatureGroup later) {
        return new GroupState(later, lastWrite, untied, taken);
    }

    /** The state after an ingest that took files. */
    GroupState taking(TakenFiles files) {
        return new GroupState(group, lastWrite, untied, files);
    }

    /** True where the next ingest can still keep all rows apart, so that it is worth while to look. */
    boolean mayBeUntied() {
        return untied.isPresent() || lastWrite.isEmpty();
    }

    /** Whether rows may be tied. */
    RowTies ties() {
        return mayBeUntied() ? RowTies.NONE : RowTies.POSSIBLE;
    }

    /** Later than every write before, also where {@code now} is not: write times order the rows. */
    Instant nextWrite(Instant now) {
        return lastWrite
                .filter(last -> !last.isBefore(now))
                .map(last -> last.plusMillis(1))
                .orElse(now);
    }

    /** Puts this state into a detail, of which the rest stays. */
    ObjectNode into(ObjectNode detail) {
        detail.set(DEFINITION, definition(group));
        lastWrite.ifPresent(time -> detail.put(LAST_WRITE, Json.time(time)));
        untied.ifPresentOrElse(rows -> detail.set(UNTIED, rows.json()), () -> detail.remove(UNTIED));
        if (!taken.until().isEmpty()) {
            detail.set(TAKEN, taken.json());
        }
        return detail;
    }

    static FeatureGroup definition(EntityName name, StoredJson json) {
        return json.made(() -> new FeatureGroup(
                name,
                columns(json.objects("keys")),
                json.text("eventTime"),
                columns(json.objects("features")),
                json.has("ttl")
                        ? json.parsed("ttl", text -> TimeToLive.within(Duration.parse(text)), "a time to live")
                        : TimeToLive.unlimited(),
                json.text("owner", ""),
                json.text("description", ""),
                tags(json),
                json.has("classification")
                        ? json.parsed("classification", GroupState::classification, "a class of data")
                        : Classification.INTERNAL));
    }

    static ObjectNode definition(FeatureGroup group) {
        ObjectNode json = Json.object();
        json.set("keys", columnsJson(group.keys()));
        json.put("eventTime", group.eventTime());
        json.set("features", columnsJson(group.features()));
        if (group.timeToLive() instanceof TimeToLive.Within ttl) {
            json.put("ttl", ttl.bound().toString());
        }
        if (!group.owner().isEmpty()) {
            json.put("owner", group.owner());
        }
        if (!group.description().isEmpty()) {
            json.put("description", group.description());
        }
        putTags(json, group.tags());
        if (group.classification() != Classification.INTERNAL) {
            json.put("classification", group.classification().word());
        }
        if (CanonicalJson.encode(json).length > MAX_DEFINITION_BYTES) {
            throw new IllegalArgumentException(
                    "the definition of " + group.name() + " takes more than " + MAX_DEFINITION_BYTES
                            + " bytes in the log: split the group, or shorten names, descriptions and tags");
        }
        return json;
    }

    private static List<FeatureColumn> columns(List<StoredJson> columns) {
        return columns.stream()
                .map(column -> new FeatureColumn(
                        column.text("name"),
                        column.parsed(
                                "type", word -> FeatureType.of(word.toUpperCase(Locale.ROOT)), "a feature's type"),
                        (int) (column.has("dimension") ? column.numberWithin(0, Integer.MAX_VALUE, "dimension") : 0),
                        column.text("description", ""),
                        tags(column)))
                .toList();
    }

    private static ArrayNode columnsJson(List<FeatureColumn> columns) {
        ArrayNode array = Json.array();
        for (FeatureColumn column : columns) {
            ObjectNode json = array.addObject()
                    .put("name", column.name())
                    .put("type", column.type().name().toLowerCase(Locale.ROOT));
            if (column.type() == FeatureType.VECTOR) {
                json.put("dimension", column.dimension());
            }
            if (!column.description().isEmpty()) {
                json.put("description", column.description());
            }
            putTags(json, column.tags());
        }
        return array;
    }

    private static Map<String, String> tags(StoredJson json) {
        Map<String, String> tags = new TreeMap<>();
        json.find("tags")
                .ifPresent(stored ->
                        stored.node().fieldNames().forEachRemaining(name -> tags.put(name, stored.text(name))));
        return tags;
    }

    private static void putTags(ObjectNode json, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            tags.forEach(json.putObject("tags")::put);
        }
    }

    private static Classification classification(String word) {
        return Arrays.stream(Classification.values())
                .filter(known -> known.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no class of data '" + word + "'"));
    }
}
