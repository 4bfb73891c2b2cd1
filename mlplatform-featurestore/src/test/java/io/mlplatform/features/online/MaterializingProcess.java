package io.mlplatform.features.online;

import io.mlplatform.MlPlatform;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureGroupVersion;
import io.mlplatform.features.FeatureRepository;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** A program that materializes, says how far it is, and stops in the midst of a batch. */
final class MaterializingProcess {

    static final String STOPPED = "stopped";

    private MaterializingProcess() {}

    /** Arguments: the platform, the version, from, to, the store's file, the batch to stop in. */
    public static void main(String... arguments) {
        OtherProcess.endWithStarter();
        try (MlPlatform ml = MlPlatform.open(arguments[0]);
                OnlineStore store = EmbeddedOnlineStore.open(Path.of(arguments[4]), Clock.systemUTC())) {
            FeatureRepository features = FeatureRepository.of(ml);
            FeatureGroupVersion version = features.get(arguments[1]);
            OnlineStore stopping = new StoppingStore(store, Integer.parseInt(arguments[5]));
            Serving.of(features, stopping, Clock.systemUTC())
                    .materialize(
                            version,
                            MaterializationProgress.begin(
                                    version.ref(), Instant.parse(arguments[2]), Instant.parse(arguments[3])),
                            System.out::println);
        }
    }

    /** Stores half of one batch, says so, and never returns. */
    private static final class StoppingStore implements OnlineStore {
        private final OnlineStore inner;
        private int left;

        StoppingStore(OnlineStore inner, int batch) {
            this.inner = inner;
            this.left = batch;
        }

        @Override
        public List<RecordOutcome> batchPut(FeatureGroup group, List<OnlineRecord> records) {
            if (--left > 0) {
                return inner.batchPut(group, records);
            }
            inner.batchPut(group, records.subList(0, records.size() / 2));
            System.out.println(STOPPED);
            while (true) {
                try {
                    Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void define(FeatureGroup group) {
            inner.define(group);
        }

        @Override
        public List<OnlineAnswer> batchGet(FeatureGroup group, List<RecordKey> keys) {
            return inner.batchGet(group, keys);
        }

        @Override
        public RecordOutcome erase(FeatureGroup group, RecordKey key, Instant eventTime) {
            return inner.erase(group, key, eventTime);
        }

        @Override
        public void drop(FeatureGroup group) {
            inner.drop(group);
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
