package io.mlplatform.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Lake;
import io.mlplatform.PinnedRef;
import io.mlplatform.VersionRef;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.internal.Pause;
import io.mlplatform.internal.publish.PlatformAccess;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NewerVersionTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String NAME = "mlp://datasets/growth/churn";

    private final HandClock clock = new HandClock();
    private final Lake lake = new Lake(new MemoryStore(clock));
    private final List<Integer> pauses = new ArrayList<>();

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void whatIsNewerAlreadyComesWithoutAPause() throws InterruptedException {
        DatasetVersion first = publish("1");
        publish("2");
        DatasetVersion third = publish("3");

        assertThat(await(first.ref().toVersionRef(), HOUR, attempt -> {})).contains(third.ref());
        assertThat(pauses).isEmpty();
    }

    @Test
    void aVersionThatComesDuringAPauseIsFound() throws InterruptedException {
        DatasetVersion first = publish("1");

        Optional<PinnedRef> found = await(first.ref().toVersionRef(), HOUR, attempt -> {
            if (attempt == 3) {
                publish("2");
            }
        });

        assertThat(found).map(PinnedRef::uri).contains(NAME + "@2");
        assertThat(pauses).containsExactly(1, 2, 3);
    }

    @Test
    void theFirstVersionOfAnEntityCanBeAwaited() throws InterruptedException {
        assertThat(await(VersionRef.parse(NAME), HOUR, attempt -> publish("1")))
                .map(PinnedRef::uri)
                .contains(NAME + "@1");
    }

    @Test
    void withoutANewerVersionTheWaitEndsByTheStoresClock() throws InterruptedException {
        publish("1");

        assertThat(await(VersionRef.parse(NAME), HOUR, attempt -> clock.pass(Duration.ofMinutes(25))))
                .isEmpty();
        assertThat(pauses).containsExactly(1, 2, 3);
    }

    @Test
    void theFaceLooksAtLeastOnceHoweverShortTheTimeout() throws InterruptedException {
        DatasetVersion first = publish("1");
        DatasetVersion second = publish("2");
        PipelineArtifacts pipelines = lake.platform().pipelines();

        assertThat(pipelines.awaitNewer(first, Duration.ZERO)).contains(second.ref());
        assertThat(pipelines.awaitNewer(NAME + "@1", Duration.ZERO)).contains(second.ref());
        assertThat(pipelines.awaitNewer(second, Duration.ZERO)).isEmpty();
    }

    private Optional<PinnedRef> await(VersionRef known, Duration timeout, Pause during) throws InterruptedException {
        Pause pause = attempt -> {
            pauses.add(attempt);
            during.before(attempt);
        };
        VersionedZone datasets = PlatformAccess.zone(lake.platform(), Zone.DATASETS);
        return new NewerVersion(datasets, pause).await(known, timeout);
    }

    private DatasetVersion publish(String text) {
        return lake.platform()
                .datasets()
                .draft("growth/churn")
                .addBytes(text, Lake.bytes(text))
                .publish();
    }
}
