package io.mlplatform.features.online;

import io.mlplatform.MlPlatformException;
import java.util.Optional;

/**
 * What became of one record or deletion.
 *
 * @param failure why it is not known to be stored; with {@link Kind#FAILED} only
 */
public record RecordOutcome(RecordKey key, Kind kind, Optional<MlPlatformException> failure) {

    /** What may become of a record. */
    public enum Kind {
        /** It is what the store answers from now on. */
        STORED,
        /** It was there already, the same in order and values; or there was nothing to delete. */
        UNCHANGED,
        /** A newer record is there, and stays. */
        SUPERSEDED,
        /** The store refused it, or did not say that it took it. */
        FAILED
    }

    static RecordOutcome of(RecordKey key, Kind kind) {
        return new RecordOutcome(key, kind, Optional.empty());
    }

    static RecordOutcome failed(RecordKey key, MlPlatformException why) {
        return new RecordOutcome(key, Kind.FAILED, Optional.of(why));
    }

    /** This outcome, where it is not a failure; otherwise the failure is thrown. */
    public RecordOutcome orThrow() {
        if (failure.isPresent()) {
            throw failure.get();
        }
        return this;
    }

    @Override
    public String toString() {
        return key + " " + kind + failure.map(why -> ": " + why.getMessage()).orElse("");
    }
}
