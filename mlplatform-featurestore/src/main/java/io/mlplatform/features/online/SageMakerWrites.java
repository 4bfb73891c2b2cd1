package io.mlplatform.features.online;

import io.mlplatform.features.FeatureGroup;
import io.mlplatform.internal.Parallel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sagemakerfeaturestoreruntime.SageMakerFeatureStoreRuntimeClient;
import software.amazon.awssdk.services.sagemakerfeaturestoreruntime.model.DeletionMode;
import software.amazon.awssdk.services.sagemakerfeaturestoreruntime.model.TargetStore;
import software.amazon.awssdk.services.sagemakerfeaturestoreruntime.model.ValidationErrorException;

/** Writes records one by one, many at a time: SageMaker has no call for several. */
final class SageMakerWrites {

    private final SageMakerFeatureStoreRuntimeClient client;
    private final ExecutorService executor;

    SageMakerWrites(SageMakerFeatureStoreRuntimeClient client, ExecutorService executor) {
        this.client = client;
        this.executor = executor;
    }

    /** What became of each change. */
    Map<RecordKey, RecordOutcome> write(FeatureGroup group, SageMakerSchema schema, Map<RecordKey, Arrivals> arrivals) {
        List<Callable<RecordOutcome>> calls = new ArrayList<>();
        arrivals.forEach((key, arrived) ->
                arrived.change().ifPresent(next -> calls.add(() -> write(group, schema, key, arrived, next))));
        Map<RecordKey, RecordOutcome> outcomes = new HashMap<>();
        Parallel.call(executor, SageMakerGroups.resource(schema), calls)
                .forEach(outcome -> outcomes.put(outcome.key(), outcome));
        return outcomes;
    }

    /** Removes the record, where none is there from a later millisecond. */
    RecordOutcome erase(SageMakerSchema schema, RecordKey key, Instant eventTime) {
        try {
            client.deleteRecord(request -> request.featureGroupName(schema.name())
                    .recordIdentifierValueAsString(key.text())
                    .eventTime(SageMakerRecords.behind(eventTime))
                    .targetStores(TargetStore.ONLINE_STORE)
                    .deletionMode(DeletionMode.HARD_DELETE));
            return RecordOutcome.of(key, RecordOutcome.Kind.STORED);
        } catch (ValidationErrorException newerIsThere) {
            return RecordOutcome.of(key, RecordOutcome.Kind.SUPERSEDED);
        } catch (SdkException e) {
            return RecordOutcome.failed(key, SageMakerFailures.of(resource(schema, key), e));
        }
    }

    private RecordOutcome write(
            FeatureGroup group, SageMakerSchema schema, RecordKey key, Arrivals arrived, StoredRecord next) {
        Instant eventTime = next.order().eventTime();
        boolean tied = arrived.before()
                .filter(there -> SageMakerRecords.inOneMillisecond(there.order().eventTime(), eventTime))
                .isPresent();
        if (tied) {
            RecordOutcome erased = erase(schema, key, eventTime);
            if (erased.kind() != RecordOutcome.Kind.STORED) {
                return erased;
            }
        }
        try {
            client.putRecord(request -> request.featureGroupName(schema.name())
                    .targetStores(TargetStore.ONLINE_STORE)
                    .record(SageMakerRecords.values(group, schema, key, next)));
            return RecordOutcome.of(key, RecordOutcome.Kind.STORED);
        } catch (SdkException e) {
            return RecordOutcome.failed(key, SageMakerFailures.of(resource(schema, key), e));
        }
    }

    private static String resource(SageMakerSchema schema, RecordKey key) {
        return SageMakerGroups.resource(schema) + " " + key;
    }
}
