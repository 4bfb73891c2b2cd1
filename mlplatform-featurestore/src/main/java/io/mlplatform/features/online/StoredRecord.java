package io.mlplatform.features.online;

import io.mlplatform.features.FeatureColumn;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureStatus;
import io.mlplatform.features.TimeToLive;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record as a store keeps it.
 *
 * @param order complete
 * @param texts of the features that are not null
 */
record StoredRecord(RecordOrder order, OnlineRecord.Kind kind, Map<String, String> texts) {

    /**
     * What becomes of an arrival where this is, or nothing is.
     *
     * @param record to be kept where the kind is STORED
     */
    record Verdict(RecordOutcome.Kind kind, StoredRecord record) {}

    /** An equal order with other values is a later word on the same row, and counts. */
    static Verdict judge(Optional<StoredRecord> there, OnlineRecord arrival, FeatureGroup group, Instant now) {
        RecordOrder order = arrival.order().completed(now, there.map(StoredRecord::order));
        StoredRecord next = new StoredRecord(order, arrival.kind(), arrival.texts(group));
        if (there.isEmpty()) {
            return new Verdict(RecordOutcome.Kind.STORED, next);
        }
        if (next.equals(there.get())) {
            return new Verdict(RecordOutcome.Kind.UNCHANGED, next);
        }
        return new Verdict(
                order.compareTo(there.get().order) < 0 ? RecordOutcome.Kind.SUPERSEDED : RecordOutcome.Kind.STORED,
                next);
    }

    static OnlineAnswer answer(Optional<StoredRecord> there, RecordKey key, FeatureGroup group, Instant now) {
        FeatureStatus status = there.map(record -> record.status(group, now)).orElse(FeatureStatus.MISSING);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (FeatureColumn column : group.features()) {
            values.put(
                    column.name(),
                    status == FeatureStatus.FOUND ? there.orElseThrow().value(column, group) : null);
        }
        return new OnlineAnswer(key, Optional.of(status), there.map(StoredRecord::order), values, Optional.empty());
    }

    private FeatureStatus status(FeatureGroup group, Instant now) {
        if (kind == OnlineRecord.Kind.TOMBSTONE) {
            return FeatureStatus.DELETED;
        }
        return group.timeToLive() instanceof TimeToLive.Within ttl
                        && Duration.between(order.eventTime(), now).compareTo(ttl.bound()) > 0
                ? FeatureStatus.EXPIRED
                : FeatureStatus.FOUND;
    }

    private @Nullable Object value(FeatureColumn column, FeatureGroup group) {
        String text = texts.get(column.name());
        return text == null ? null : OnlineValues.value(column, text, "online features of " + group.name());
    }
}
