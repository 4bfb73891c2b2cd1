package io.mlplatform.features;

import static io.mlplatform.features.Lake.visits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.ConflictException;
import io.mlplatform.MlPlatform;
import io.mlplatform.ProgressListener;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.testkit.HopClock;
import io.mlplatform.testkit.MeteredObjectStore;
import io.mlplatform.testkit.Request;
import io.mlplatform.testkit.RequestKind;
import io.mlplatform.testkit.Requests;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestTokenTest {

    private static final String NOON = "2026-11-23T12:00:00Z";

    private final MeteredObjectStore store =
            new MeteredObjectStore(new MemoryStore(Clock.fixed(Lake.NOW, ZoneOffset.UTC)), new HopClock());
    private final MlPlatform platform = Lake.on(store, 1, ProgressListener.SILENT);
    private final FeatureRepository features = FeatureRepository.of(platform);

    @BeforeEach
    void define() {
        features.define(Lake.activity().build());
    }

    @AfterEach
    void close() {
        platform.close();
        store.close();
    }

    @Test
    void aSecondIngestWithTheSameTokenWritesNothingAndAsksForNoRow() {
        FeatureGroupVersion first = draft(1).add(visits(1, NOON, 5)).publish();
        draft(2).add(visits(1, NOON, 6)).publish();
        Iterator<Map<String, Object>> unasked = new Iterator<>() {
            @Override
            public boolean hasNext() {
                throw new AssertionError("asked for rows");
            }

            @Override
            public Map<String, Object> next() {
                throw new AssertionError("asked for rows");
            }
        };
        Requests before = store.snapshot();

        FeatureGroupVersion again = draft(1).addAll(unasked).publish();

        assertThat(again).isEqualTo(first);
        assertThat(store.since(before).all())
                .extracting(Request::kind)
                .isNotEmpty()
                .isSubsetOf(RequestKind.LIST, RequestKind.GET);
        assertThat(features.get("growth/activity").version()).isEqualTo(2);
    }

    @Test
    void anotherSequenceOrWriterIsAnotherIngest() {
        draft(1).add(visits(1, NOON, 5)).publish();

        assertThat(draft(2).add(visits(1, NOON, 5)).publish().version()).isEqualTo(2);
        assertThat(features.draft("growth/activity")
                        .token("another", 1, 0)
                        .add(visits(1, NOON, 5))
                        .publish()
                        .version())
                .isEqualTo(3);
    }

    @Test
    void aSequenceThatTheWriterNeverCommittedAndHasPassedIsAConflict() {
        draft(7).add(visits(1, NOON, 5)).publish();

        assertThatThrownBy(() -> draft(6).add(visits(1, NOON, 5)).publish())
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("restore the engine's newest checkpoint");
        assertThat(features.get("growth/activity").version()).isEqualTo(1);
    }

    @Test
    void ofIngestsWithTheSameTokenAtTheSameTimeOneIsStored() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Callable<FeatureGroupVersion> ingest =
                    () -> draft(1).add(visits(1, NOON, 5)).publish();
            for (Future<FeatureGroupVersion> published : threads.invokeAll(List.of(ingest, ingest, ingest))) {
                assertThat(published.get().version()).isEqualTo(1);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(features.get("growth/activity").version()).isEqualTo(1);
    }

    private FeatureDraft draft(long sequence) {
        return features.draft("growth/activity").token("spark", sequence, 0);
    }
}
