package io.mlplatform.features.online;

import io.mlplatform.MlPlatformException;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.internal.DaemonThreads;
import io.mlplatform.internal.FullJitter;
import io.mlplatform.internal.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemakerfeaturestoreruntime.SageMakerFeatureStoreRuntimeClient;

/**
 * An online store in SageMaker Feature Store: a feature group there for each group, with an online store only, since the offline
 * rows lie in the platform. Needs {@code software.amazon.awssdk:sagemaker} and {@code sagemakerfeaturestoreruntime} on the class
 * path.
 *
 * <p>SageMaker lets the later event time win, in milliseconds, and answers alike whether a record won or not. So each record says
 * its full order itself, a put reads before it writes, and of two records within one millisecond the later replaces the earlier by
 * a hard deletion. A tombstone is a record that says so, because SageMaker's own soft deletion keeps no order to compare with.
 * Programs that put records of one thing within one millisecond at the same time may see the earlier stay, until the next
 * materialisation; all others are ordered by SageMaker.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_feature_store_PutRecord.html">PutRecord</a>
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_feature_store_DeleteRecord.html">DeleteRecord</a>
 */
public final class SageMakerOnlineStore implements OnlineStore {

    private static final int PARALLEL_CALLS = 16;
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final String prefix;
    private final Clock clock;
    private final ExecutorService executor;
    private final SageMakerGroups groups;
    private final SageMakerReads reads;
    private final SageMakerWrites writes;

    private SageMakerOnlineStore(
            String prefix,
            Clock clock,
            ExecutorService executor,
            SageMakerGroups groups,
            SageMakerReads reads,
            SageMakerWrites writes) {
        this.prefix = prefix;
        this.clock = clock;
        this.executor = executor;
        this.groups = groups;
        this.reads = reads;
        this.writes = writes;
    }

    /**
     * The store of these clients, which stay the caller's to close; they repeat throttled calls as they are configured to.
     *
     * @param prefix of the feature groups' names, such as {@code prod-}; may be empty
     * @param clock that tells when records are stored and expire
     * @param random for the waits between repeated calls
     */
    public static SageMakerOnlineStore of(
            SageMakerClient control,
            SageMakerFeatureStoreRuntimeClient runtime,
            String prefix,
            Clock clock,
            RandomGenerator random) {
        return of(control, runtime, prefix, clock, new FullJitter(random, FIRST_WAIT, LONGEST_WAIT));
    }

    static SageMakerOnlineStore of(
            SageMakerClient control,
            SageMakerFeatureStoreRuntimeClient runtime,
            String prefix,
            Clock clock,
            Pause pause) {
        ExecutorService executor = DaemonThreads.pool("mlplatform-online", PARALLEL_CALLS);
        return new SageMakerOnlineStore(
                prefix,
                clock,
                executor,
                new SageMakerGroups(control, pause),
                new SageMakerReads(runtime, executor, pause),
                new SageMakerWrites(runtime, executor));
    }

    @Override
    public void define(FeatureGroup group) {
        groups.define(group, schema(group));
    }

    @Override
    public List<RecordOutcome> batchPut(FeatureGroup group, List<OnlineRecord> records) {
        records.forEach(record -> record.texts(group));
        SageMakerSchema schema = usable(group);
        Instant now = clock.instant();
        Map<String, SageMakerReads.Read> there = reads.read(
                schema, identifiers(records.stream().map(OnlineRecord::key).toList()));
        Map<RecordKey, Arrivals> arrivals = new LinkedHashMap<>();
        for (OnlineRecord record : records) {
            arrivals.computeIfAbsent(
                            record.key(), key -> new Arrivals(read(there, key).record()))
                    .add(record, group, now);
        }
        Map<RecordKey, MlPlatformException> failures = new LinkedHashMap<>();
        arrivals.keySet().forEach(key -> read(there, key).failure().ifPresent(why -> failures.put(key, why)));
        arrivals.keySet().removeAll(failures.keySet());
        Map<RecordKey, RecordOutcome> written = writes.write(group, schema, arrivals);
        List<RecordOutcome> outcomes = new ArrayList<>(records.size());
        for (OnlineRecord record : records) {
            RecordKey key = record.key();
            Arrivals arrived = arrivals.get(key);
            MlPlatformException why = failures.get(key);
            if (arrived != null) {
                outcomes.add(arrived.outcome(record, written.get(key)));
            } else if (why != null) {
                outcomes.add(RecordOutcome.failed(key, why));
            }
        }
        return outcomes;
    }

    @Override
    public List<OnlineAnswer> batchGet(FeatureGroup group, List<RecordKey> keys) {
        keys.forEach(key -> key.in(group));
        SageMakerSchema schema = usable(group);
        Map<String, SageMakerReads.Read> there = reads.read(schema, identifiers(keys));
        Instant now = clock.instant();
        return keys.stream()
                .map(key -> read(there, key)
                        .failure()
                        .map(why -> OnlineAnswer.failed(key, why))
                        .orElseGet(() -> StoredRecord.answer(read(there, key).record(), key, group, now)))
                .toList();
    }

    @Override
    public RecordOutcome erase(FeatureGroup group, RecordKey key, Instant eventTime) {
        key.in(group);
        SageMakerSchema schema = usable(group);
        SageMakerReads.Read there = read(reads.read(schema, Set.of(key.text())), key);
        if (there.failure().isPresent()) {
            throw there.failure().get();
        }
        if (there.record().isEmpty()) {
            return RecordOutcome.of(key, RecordOutcome.Kind.UNCHANGED);
        }
        if (there.record().get().order().eventTime().isAfter(eventTime)) {
            return RecordOutcome.of(key, RecordOutcome.Kind.SUPERSEDED);
        }
        return writes.erase(schema, key, eventTime).orThrow();
    }

    @Override
    public void drop(FeatureGroup group) {
        groups.drop(schema(group));
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** Which feature groups these are. */
    @Override
    public String toString() {
        return "online store in SageMaker feature groups '" + prefix + "…'";
    }

    private SageMakerSchema schema(FeatureGroup group) {
        return SageMakerSchema.of(group, prefix);
    }

    private SageMakerSchema usable(FeatureGroup group) {
        SageMakerSchema schema = schema(group);
        groups.requireUsable(schema);
        return schema;
    }

    private static Set<String> identifiers(List<RecordKey> keys) {
        Set<String> identifiers = new LinkedHashSet<>();
        keys.forEach(key -> identifiers.add(key.text()));
        return identifiers;
    }

    private static SageMakerReads.Read read(Map<String, SageMakerReads.Read> there, RecordKey key) {
        SageMakerReads.Read read = there.get(key.text());
        if (read == null) {
            throw new IllegalStateException(key + " was asked for, and has no answer");
        }
        return read;
    }
}
