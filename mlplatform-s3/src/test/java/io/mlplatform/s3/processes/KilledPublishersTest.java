package io.mlplatform.s3.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.testkit.format.FormatReader;
import io.mlplatform.testkit.format.FormatReport;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Publishers that end by SIGKILL in the midst of a publish. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class KilledPublishersTest {

    private static final long SEED = 20261123;

    @RegisterExtension
    final S3ProxyExtension server = S3ProxyExtension.builder()
            .withBlobStoreProvider("transient-nio2")
            .withCredentials("local-access", "local-secret")
            .build();

    @TempDir
    Path work;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void threeKillsOnALocalDiskLoseNothingAcknowledged() throws Exception {
        killOnDisk(3, 1);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void threeKillsOnS3LoseNothingAcknowledged() throws Exception {
        killOnS3(3, 1);
    }

    @Test
    @Tag("soak")
    void fiftyKillsOnALocalDiskLoseNothingAcknowledged() throws Exception {
        killOnDisk(50, 30);
    }

    @Test
    @Tag("soak")
    void fiftyKillsOnS3LoseNothingAcknowledged() throws Exception {
        killOnS3(50, 30);
    }

    private void killOnDisk(int kills, int halfDone) throws Exception {
        Path lake = work.resolve("lake");
        try (SharedPlace place = SharedPlace.onDisk(lake)) {
            kill(place, kills, halfDone);
        }
        FormatReport report = FormatReader.read(lake);
        assertThat(report.findings()).isEmpty();
        assertThat(report.orphans()).isEmpty();
    }

    private void killOnS3(int kills, int halfDone) throws Exception {
        try (SharedPlace place = SharedPlace.onS3(server)) {
            kill(place, kills, halfDone);
        }
    }

    private void kill(SharedPlace place, int kills, int leastHalfDone) throws Exception {
        long start = System.nanoTime();
        KillLoop loop = new KillLoop(place, work, SEED);
        Map<Phase, Integer> killed = loop.run(kills);
        long garbage = loop.clean(kills);
        System.out.printf(
                "%s: %d kills in %.1f s, by phase %s, %d objects of garbage, all collected%n",
                place.store().location(), kills, (System.nanoTime() - start) / 1e9, killed, garbage);
        assertThat(garbage).isPositive();
        int halfDone = Phase.HALF_DONE.stream()
                .mapToInt(phase -> killed.getOrDefault(phase, 0))
                .sum();
        assertThat(halfDone)
                .as("killed between the first data PUT and the index PUT: %s", killed)
                .isGreaterThanOrEqualTo(leastHalfDone);
    }
}
