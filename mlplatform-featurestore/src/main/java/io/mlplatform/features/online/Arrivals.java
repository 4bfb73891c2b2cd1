package io.mlplatform.features.online;

import io.mlplatform.features.FeatureGroup;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of one thing that arrive in one call, and which of them counts in the end. For one thread. */
final class Arrivals {

    private final Optional<StoredRecord> before;
    private final Map<OnlineRecord, RecordOutcome.Kind> kinds = new IdentityHashMap<>();
    private Optional<StoredRecord> winner;

    Arrivals(Optional<StoredRecord> before) {
        this.before = before;
        this.winner = before;
    }

    void add(OnlineRecord record, FeatureGroup group, Instant now) {
        StoredRecord.Verdict verdict = StoredRecord.judge(winner, record, group, now);
        if (verdict.kind() == RecordOutcome.Kind.STORED) {
            winner = Optional.of(verdict.record());
        }
        kinds.put(record, verdict.kind());
    }

    Optional<StoredRecord> before() {
        return before;
    }

    /** What is to be written; empty where what was there stays. */
    Optional<StoredRecord> change() {
        return winner.equals(before) ? Optional.empty() : winner;
    }

    /** @param written what became of the change */
    RecordOutcome outcome(OnlineRecord record, @Nullable RecordOutcome written) {
        RecordOutcome.Kind kind = kinds.getOrDefault(record, RecordOutcome.Kind.FAILED);
        return kind == RecordOutcome.Kind.STORED && written != null ? written : RecordOutcome.of(record.key(), kind);
    }
}
