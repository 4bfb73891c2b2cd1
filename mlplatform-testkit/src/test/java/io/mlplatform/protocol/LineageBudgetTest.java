package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.Zone;
import io.mlplatform.lineage.Usage;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.testkit.HopClock;
import io.mlplatform.testkit.MeteredObjectStore;
import io.mlplatform.testkit.RequestKind;
import io.mlplatform.testkit.Requests;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many requests the questions of lineage make, and how many of them wait for each other. */
class LineageBudgetTest {

    private static final int ZONES = Zone.values().length;

    private final Clock time = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private final HopClock clock = new HopClock();
    private final ExecutorService executor = clock.executor(Executors.newFixedThreadPool(8));
    private final MeteredObjectStore store = new MeteredObjectStore(new MemoryStore(time), clock);
    private final MlPlatform ml = MlPlatform.builder()
            .store(store, "")
            .executor(executor)
            .time(time, new Random(1))
            .open();

    @AfterEach
    void stop() {
        ml.close();
        executor.shutdownNow();
        store.close();
    }

    @Test
    void whoUsedAVersionIsOneListAZoneInOneHop() {
        DatasetVersion data = data();
        model(data);

        Requests before = store.snapshot();
        Usage usage = ml.lineage().usedBy(data);
        Requests asked = store.since(before);

        assertThat(usage.consumers()).hasSize(1);
        assertThat(asked.count(RequestKind.LIST)).as("%s", asked).isEqualTo(ZONES);
        assertThat(asked.all()).as("%s", asked).hasSize(ZONES);
        assertThat(asked.hops()).as("%s", asked).isEqualTo(1);
    }

    @Test
    void aThousandConsumersMoreAreAPageMore() {
        DatasetVersion data = data();
        for (int n = 1; n <= 2_500; n++) {
            String marker = String.format("models/_lineage/datasets/growth!churn/0000000001/models!growth!m@%010d", n);
            store.put(ObjectKey.of(marker), Content.of(new byte[0]), PutCondition.ifAbsent());
        }

        Requests before = store.snapshot();
        Usage usage = ml.lineage().usedBy(data);
        Requests asked = store.since(before);

        assertThat(usage.consumers()).hasSize(2_500).doesNotHaveDuplicates();
        assertThat(asked.all()).as("%s", asked).hasSize(ZONES + 2);
        assertThat(asked.hops()).as("%s", asked).isEqualTo(3);
    }

    @Test
    void whatRetiringTouchesIsAHopALevelThenAFewForTheNames() {
        DatasetVersion data = data();
        model(data);

        Requests before = store.snapshot();
        assertThat(ml.lineage().retiring(data).downstream()).hasSize(1);
        Requests asked = store.since(before);

        // Two levels of markers; then LIST and GET of both logs, and LIST of the model's production, never moved.
        assertThat(asked.count(RequestKind.LIST)).as("%s", asked).isEqualTo(2L * ZONES + 3);
        assertThat(asked.count(RequestKind.GET)).as("%s", asked).isEqualTo(2);
        assertThat(asked.hops()).as("%s", asked).isEqualTo(5);
    }

    private DatasetVersion data() {
        return ml.datasets()
                .draft("growth/churn")
                .addBytes("a.csv", new byte[1])
                .publish();
    }

    private ModelVersion model(DatasetVersion data) {
        return ml.models()
                .draft("growth/churn")
                .addBytes("m", new byte[1])
                .uses(data)
                .publish();
    }
}
