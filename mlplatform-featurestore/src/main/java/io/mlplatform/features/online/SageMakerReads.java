package io.mlplatform.features.online;

import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.Pause;
import io.mlplatform.internal.transfer.RetryBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sagemakerfeaturestoreruntime.SageMakerFeatureStoreRuntimeClient;
import software.amazon.awssdk.services.sagemakerfeaturestoreruntime.model.BatchGetRecordIdentifier;
import software.amazon.awssdk.services.sagemakerfeaturestoreruntime.model.BatchGetRecordResponse;

/**
 * Reads many records by few calls, a hundred a call and all in parallel. What SageMaker leaves unprocessed is asked for again,
 * after a random wait that doubles, as far as the budget goes; throttled calls are repeated by the SDK's client, not here.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_feature_store_BatchGetRecord.html">BatchGetRecord</a>
 */
final class SageMakerReads {

    private static final int MOST_A_CALL = 100;
    private static final int MOST_ROUNDS = 10;

    private final SageMakerFeatureStoreRuntimeClient client;
    private final ExecutorService executor;
    private final Pause pause;
    private final RetryBudget budget = new RetryBudget(50, 200, 0.5);

    SageMakerReads(SageMakerFeatureStoreRuntimeClient client, ExecutorService executor, Pause pause) {
        this.client = client;
        this.executor = executor;
        this.pause = pause;
    }

    /** What was read, or why not. */
    record Read(Optional<StoredRecord> record, Optional<MlPlatformException> failure) {}

    /** A result for each identifier. */
    Map<String, Read> read(SageMakerSchema schema, Set<String> identifiers) {
        List<String> all = List.copyOf(identifiers);
        List<Callable<Map<String, Read>>> calls = new ArrayList<>();
        for (int i = 0; i < all.size(); i += MOST_A_CALL) {
            List<String> chunk = all.subList(i, Math.min(all.size(), i + MOST_A_CALL));
            calls.add(() -> chunk(schema, chunk));
        }
        Map<String, Read> results = new HashMap<>();
        Parallel.call(executor, SageMakerGroups.resource(schema), calls).forEach(results::putAll);
        return results;
    }

    private Map<String, Read> chunk(SageMakerSchema schema, List<String> identifiers) {
        Map<String, Read> results = new HashMap<>();
        Set<String> open = new HashSet<>(identifiers);
        for (int round = 1; !open.isEmpty(); round++) {
            try {
                open = take(schema, open, results);
            } catch (SdkException e) {
                fail(open, SageMakerFailures.of(SageMakerGroups.resource(schema), e), results);
                return results;
            }
            if (open.isEmpty()) {
                budget.earn();
            } else if (round == MOST_ROUNDS || !budget.take() || !paused(round)) {
                fail(
                        open,
                        new StorageUnavailableException(
                                SageMakerGroups.resource(schema),
                                "left " + open.size() + " records unprocessed in " + round + " calls: ask again later"),
                        results);
                return results;
            }
        }
        return results;
    }

    /** Asks once; what stays open. */
    private Set<String> take(SageMakerSchema schema, Set<String> wanted, Map<String, Read> results) {
        BatchGetRecordResponse answer =
                client.batchGetRecord(request -> request.identifiers(BatchGetRecordIdentifier.builder()
                        .featureGroupName(schema.name())
                        .recordIdentifiersValueAsString(wanted)
                        .build()));
        Set<String> open = new HashSet<>();
        answer.unprocessedIdentifiers().forEach(left -> open.addAll(left.recordIdentifiersValueAsString()));
        open.retainAll(wanted);
        answer.records().forEach(found -> {
            Map<String, String> values = new LinkedHashMap<>();
            found.record().forEach(value -> values.put(value.featureName(), value.valueAsString()));
            results.put(
                    found.recordIdentifierValueAsString(),
                    new Read(SageMakerRecords.stored(schema, values), Optional.empty()));
        });
        answer.errors()
                .forEach(error -> fail(
                        Set.of(error.recordIdentifierValueAsString()),
                        SageMakerFailures.of(
                                SageMakerGroups.resource(schema) + " record " + error.recordIdentifierValueAsString(),
                                error.errorCode(),
                                error.errorMessage()),
                        results));
        // What is in none of the three lists is not there.
        wanted.stream()
                .filter(identifier -> !open.contains(identifier))
                .forEach(identifier -> results.putIfAbsent(identifier, new Read(Optional.empty(), Optional.empty())));
        return open;
    }

    private boolean paused(int round) {
        try {
            pause.before(round);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void fail(Set<String> identifiers, MlPlatformException why, Map<String, Read> results) {
        identifiers.forEach(identifier -> results.put(identifier, new Read(Optional.empty(), Optional.of(why))));
    }
}
