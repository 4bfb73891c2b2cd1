package io.mlplatform.s3.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.testkit.format.FormatReader;
import io.mlplatform.testkit.format.FormatReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that publish to one dataset at the same time. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ConcurrentPublishersTest {

    private static final String DATASET = "growth/churn";
    private static final int EACH = 50;

    @RegisterExtension
    final S3ProxyExtension server = S3ProxyExtension.builder()
            .withBlobStoreProvider("transient-nio2")
            .withCredentials("local-access", "local-secret")
            .build();

    @TempDir
    Path work;

    @Test
    void onALocalDiskTheyLoseNothingAndDoubleNothing() throws Exception {
        Path lake = work.resolve("lake");
        try (SharedPlace place = SharedPlace.onDisk(lake)) {
            publishAtOnce(place);
        }
        FormatReport report = FormatReader.read(lake);
        assertThat(report.findings()).isEmpty();
        assertThat(report.entity("datasets", DATASET).orElseThrow().versions()).hasSize(2 * EACH);
    }

    @Test
    void onS3TheyLoseNothingAndDoubleNothing() throws Exception {
        try (SharedPlace place = SharedPlace.onS3(server)) {
            publishAtOnce(place);
        }
    }

    private void publishAtOnce(SharedPlace place) throws Exception {
        List<Acknowledgement> first;
        List<Acknowledgement> second;
        long start = System.nanoTime();
        try (RunningPublisher one = RunningPublisher.start(place, DATASET, "one", EACH, work);
                RunningPublisher two = RunningPublisher.start(place, DATASET, "two", EACH, work)) {
            one.awaitReady();
            two.awaitReady();
            one.begin();
            two.begin();
            one.awaitSuccess();
            two.awaitSuccess();
            first = one.acknowledgements();
            second = two.acknowledgements();
        }
        long published = System.nanoTime();

        List<Acknowledgement> all = new ArrayList<>(first);
        all.addAll(second);
        assertThat(all).hasSize(2 * EACH);
        assertThat(first.get(0).version()).isLessThan(second.get(EACH - 1).version());
        assertThat(second.get(0).version()).isLessThan(first.get(EACH - 1).version());
        try (MlPlatform platform = place.open()) {
            PublishedVersions versions = new PublishedVersions(platform, DATASET);
            assertThat(versions.count()).isEqualTo(2 * EACH);
            versions.requireAll(all);
        }
        System.out.printf(
                "%s: 2 × %d versions published in %.1f s, checked in %.1f s%n",
                place.store().location(), EACH, seconds(published - start), seconds(System.nanoTime() - published));
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
