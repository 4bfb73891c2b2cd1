package io.mlplatform.features.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.ConflictException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store between processes. */
class EmbeddedProcessesTest {

    @TempDir
    private Path folder;

    @Test
    void anotherProcessIsRefusedUntilTheFirstHasEnded() throws Exception {
        try (OtherProcess first = put(1)) {
            first.nextLine();

            assertThatThrownBy(this::open)
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("is open already, in another process or in this one");

            first.kill();
            open().close();
        }
    }

    @Test
    void whatWasAcknowledgedOutlivesAKillAmongPuts() throws Exception {
        killAmongPuts(3, new Random(1));
    }

    @Test
    @Tag("soak")
    void whatWasAcknowledgedOutlivesAHundredKills() throws Exception {
        killAmongPuts(100, new Random(2));
    }

    private void killAmongPuts(int kills, Random random) throws Exception {
        long acknowledged = 0;
        for (int kill = 0; kill < kills; kill++) {
            try (OtherProcess process = put(acknowledged + 1)) {
                for (int heard = random.nextInt(400); heard >= 0; heard--) {
                    acknowledged = Long.parseLong(process.nextLine());
                }
                for (String later : process.kill()) {
                    acknowledged = Long.parseLong(later);
                }
            }
            requireAll(acknowledged);
        }
    }

    private void requireAll(long acknowledged) {
        try (OnlineStore store = open()) {
            LongStream.rangeClosed(1, acknowledged).forEach(batch -> assertThat(
                            store.batchGet(PuttingProcess.GROUP, PuttingProcess.keys(batch)))
                    .as("batch %d of %d", batch, acknowledged)
                    .allSatisfy(answer -> assertThat((Long) answer.features().get("visits"))
                            .isGreaterThanOrEqualTo(batch)
                            .isLessThanOrEqualTo(answer.key().values().get(0).equals(0L) ? acknowledged + 1 : batch)));
        }
    }

    private OtherProcess put(long firstBatch) throws IOException {
        return OtherProcess.start(PuttingProcess.class, folder, file(), firstBatch);
    }

    private OnlineStore open() {
        return EmbeddedOnlineStore.open(file(), Clock.systemUTC());
    }

    private Path file() {
        return folder.resolve("online.mv");
    }
}
