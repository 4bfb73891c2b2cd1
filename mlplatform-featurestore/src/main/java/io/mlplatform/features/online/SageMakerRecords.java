package io.mlplatform.features.online;

import io.mlplatform.features.FeatureGroup;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemakerfeaturestoreruntime.model.FeatureValue;

/** Records in SageMaker's form. */
final class SageMakerRecords {

    // Of the two forms that SageMaker takes as text, the one with milliseconds.
    private static final DateTimeFormatter EVENT_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private SageMakerRecords() {}

    static String eventTime(Instant time) {
        return EVENT_TIME.format(time);
    }

    /** The first event time that SageMaker takes as later than that one. */
    static String behind(Instant time) {
        return eventTime(time.truncatedTo(ChronoUnit.MILLIS).plusMillis(1));
    }

    static boolean inOneMillisecond(Instant a, Instant b) {
        return a.truncatedTo(ChronoUnit.MILLIS).equals(b.truncatedTo(ChronoUnit.MILLIS));
    }

    static List<FeatureValue> values(FeatureGroup group, SageMakerSchema schema, RecordKey key, StoredRecord record) {
        Map<String, String> values = new LinkedHashMap<>(record.texts());
        for (int i = 0; i < group.keys().size(); i++) {
            values.put(
                    group.keys().get(i).name(), OnlineValues.text(key.values().get(i)));
        }
        values.put(schema.identifier(), key.text());
        values.put(schema.eventTime(), eventTime(record.order().eventTime()));
        values.put(SageMakerSchema.ORDER, record.order().text());
        if (record.kind() == OnlineRecord.Kind.TOMBSTONE) {
            values.put(SageMakerSchema.DELETED, "true");
        }
        List<FeatureValue> list = new ArrayList<>();
        values.forEach((name, text) -> list.add(
                FeatureValue.builder().featureName(name).valueAsString(text).build()));
        return list;
    }

    /** Empty for what others than this library wrote without features, as SageMaker's own soft deletion does. */
    static Optional<StoredRecord> stored(SageMakerSchema schema, Map<String, String> values) {
        Map<String, String> texts = new LinkedHashMap<>(values);
        String order = texts.remove(SageMakerSchema.ORDER);
        String eventTime = texts.get(schema.eventTime());
        if (eventTime == null) {
            return Optional.empty();
        }
        boolean deleted = texts.remove(SageMakerSchema.DELETED) != null;
        return Optional.of(new StoredRecord(
                order == null ? foreign(eventTime) : RecordOrder.parse(order, SageMakerGroups.resource(schema)),
                deleted ? OnlineRecord.Kind.TOMBSTONE : OnlineRecord.Kind.VALUES,
                features(schema, texts)));
    }

    private static Map<String, String> features(SageMakerSchema schema, Map<String, String> texts) {
        Map<String, String> features = new LinkedHashMap<>(texts);
        features.keySet().retainAll(schema.served());
        return features;
    }

    private static RecordOrder foreign(String eventTime) {
        Instant time = Instant.parse(eventTime);
        return RecordOrder.at(time).completed(time, Optional.empty());
    }
}
