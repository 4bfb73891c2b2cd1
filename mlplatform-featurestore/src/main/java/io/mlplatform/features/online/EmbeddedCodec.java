package io.mlplatform.features.online;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.features.FeatureColumn;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Records and definitions as the texts that the file holds. */
final class EmbeddedCodec {

    private static final String ORDER = "o";
    private static final String DELETED = "d";
    private static final String FEATURES = "f";

    private EmbeddedCodec() {}

    static String write(StoredRecord record) {
        ObjectNode json = Json.object().put(ORDER, record.order().text());
        if (record.kind() == OnlineRecord.Kind.TOMBSTONE) {
            json.put(DELETED, "true");
        }
        ObjectNode features = json.putObject(FEATURES);
        record.texts().forEach(features::put);
        return CanonicalJson.write(json);
    }

    static StoredRecord read(String text, String resource) {
        StoredJson json = StoredJson.parse(text.getBytes(StandardCharsets.UTF_8), resource);
        StoredJson features = json.object(FEATURES);
        Map<String, String> texts = new LinkedHashMap<>();
        features.node().fieldNames().forEachRemaining(name -> texts.put(name, features.text(name)));
        return new StoredRecord(
                RecordOrder.parse(json.text(ORDER), resource),
                json.has(DELETED) ? OnlineRecord.Kind.TOMBSTONE : OnlineRecord.Kind.VALUES,
                texts);
    }

    /** Keys, event time and features, so that the definition of a group that has grown begins with the one before. */
    static String definition(FeatureGroup group) {
        return columns(group.keys()) + "at " + group.eventTime() + "; " + columns(group.features());
    }

    /** True where {@code later} is the same, or has features behind those of {@code before}. */
    static boolean grows(String before, String later) {
        return later.startsWith(before);
    }

    private static String columns(List<FeatureColumn> columns) {
        return columns.stream().map(column -> column + "; ").collect(Collectors.joining());
    }
}
