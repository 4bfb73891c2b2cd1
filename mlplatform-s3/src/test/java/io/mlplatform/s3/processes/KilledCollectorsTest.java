package io.mlplatform.s3.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.testkit.format.FormatReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Collectors that end by SIGKILL in the midst of a sweep. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class KilledCollectorsTest {

    private static final long SEED = 20261124;

    @RegisterExtension
    final S3ProxyExtension server = S3ProxyExtension.builder()
            .withBlobStoreProvider("transient-nio2")
            .withCredentials("local-access", "local-secret")
            .build();

    @TempDir
    Path work;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void threeKillsOnALocalDiskLoseNothingLiveAndLeaveNoGarbage() throws Exception {
        killOnDisk(3, 2);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void threeKillsOnS3LoseNothingLiveAndLeaveNoGarbage() throws Exception {
        killOnS3(3, 2);
    }

    @Test
    @Tag("soak")
    void fiftyKillsOnALocalDiskLoseNothingLiveAndLeaveNoGarbage() throws Exception {
        killOnDisk(50, 30);
    }

    @Test
    @Tag("soak")
    void fiftyKillsOnS3LoseNothingLiveAndLeaveNoGarbage() throws Exception {
        killOnS3(50, 30);
    }

    private void killOnDisk(int kills, int leastHalfDone) throws Exception {
        Path lake = work.resolve("lake");
        try (SharedPlace place = SharedPlace.onDisk(lake)) {
            kill(place, kills, leastHalfDone);
        }
        var report = FormatReader.read(lake, Clock.systemUTC().instant());
        assertThat(report.findings()).isEmpty();
        assertThat(report.orphans()).isEmpty();
    }

    private void killOnS3(int kills, int leastHalfDone) throws Exception {
        try (SharedPlace place = SharedPlace.onS3(server)) {
            kill(place, kills, leastHalfDone);
        }
    }

    private void kill(SharedPlace place, int kills, int leastHalfDone) throws Exception {
        long start = System.nanoTime();
        int halfDone = new CollectorKills(place, work, SEED).run(kills);
        System.out.printf(
                "%s: %d kills of collectors in %.1f s, %d in the midst of their work%n",
                place.store().location(), kills, (System.nanoTime() - start) / 1e9, halfDone);
        assertThat(halfDone).isGreaterThanOrEqualTo(leastHalfDone);
    }
}
