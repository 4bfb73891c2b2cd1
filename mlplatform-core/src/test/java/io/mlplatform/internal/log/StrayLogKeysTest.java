package io.mlplatform.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Keys in a log's folder that are no entries. */
class StrayLogKeysTest {

    private static final String LOG = "lake/datasets/growth/churn/_log/";

    private final ObjectStore store = new MemoryStore(Clock.systemUTC());

    @Test
    void putsInProgressThatAServerListsArePassedOver() {
        publish(1);
        publish(2);
        stray("9999999997-0000000002.json-5f0c1e2a-8f07-4a55-9d53-1c6f2b7f3a10");
        stray("9999999998-0000000001.json-5f0c1e2a-8f07-4a55-9d53-1c6f2b7f3a10");
        assertThat(publish(3).version()).isEqualTo(3);
    }

    @Test
    void moreStraysThanAPageAreNoEntry() {
        for (int count = 0; count < 150; count++) {
            stray(String.format("%04d", count));
        }
        assertThat(publish(1).version()).isEqualTo(1);
        assertThat(publish(2).version()).isEqualTo(2);
    }

    private DatasetVersion publish(int number) {
        try (MlPlatform platform = MlPlatform.builder().store(store, "lake/").open()) {
            return platform.datasets()
                    .draft("growth/churn")
                    .addBytes(
                            "part-" + number + ".csv", Integer.toString(number).getBytes(StandardCharsets.UTF_8))
                    .publish();
        }
    }

    private void stray(String name) {
        store.put(ObjectKey.of(LOG + name), Content.of(""), PutCondition.ifAbsent());
    }
}
