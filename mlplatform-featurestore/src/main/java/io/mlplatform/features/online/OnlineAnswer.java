package io.mlplatform.features.online;

import io.mlplatform.MlPlatformException;
import io.mlplatform.features.FeatureStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows of one thing.
 *
 * @param status empty where the question failed, which is not the same as {@link FeatureStatus#MISSING}
 * @param order of the record that was found, expired or deleted; complete
 * @param features all of the group by name, null where nothing is known: all are where the status is not {@code FOUND}
 * @param failure why there is no answer
 */
public record OnlineAnswer(
        RecordKey key,
        Optional<FeatureStatus> status,
        Optional<RecordOrder> order,
        Map<String, @Nullable Object> features,
        Optional<MlPlatformException> failure) {

    public OnlineAnswer {
        features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
    }

    static OnlineAnswer failed(RecordKey key, MlPlatformException why) {
        return new OnlineAnswer(key, Optional.empty(), Optional.empty(), Map.of(), Optional.of(why));
    }

    /** True where there are features to serve. */
    public boolean isFound() {
        return status.equals(Optional.of(FeatureStatus.FOUND));
    }

    /** This answer, where there is one; otherwise the failure is thrown. */
    public OnlineAnswer orThrow() {
        if (failure.isPresent()) {
            throw failure.get();
        }
        return this;
    }

    @Override
    public String toString() {
        return key + " "
                + failure.map(why -> "failed: " + why.getMessage())
                        .orElseGet(
                                () -> status.map(FeatureStatus::word).orElse("") + (isFound() ? " " + features : ""));
    }
}
