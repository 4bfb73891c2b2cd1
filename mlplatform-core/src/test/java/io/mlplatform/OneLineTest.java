package io.mlplatform;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.store.BulkTransfer;
import io.mlplatform.store.LocalStore;
import io.mlplatform.store.MemoryStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneLineTest {

    @Test
    void storesSayWhereTheyAre(@TempDir Path folder) {
        try (MemoryStore memory = new MemoryStore(Clock.systemUTC());
                LocalStore local = LocalStore.open(folder, Clock.systemUTC())) {
            assertThat(memory).hasToString("mem:");
            assertThat(local).hasToString(local.location());
            assertThat(new BulkTransfer(memory, ForkJoinPool.commonPool())).hasToString("bulk transfer of mem:");
        }
    }

    @Test
    void aWorkspacesRunsSayWhoseTheyAre() {
        try (MlPlatform platform = MlPlatform.open("mem:")) {
            assertThat(platform.workspace("growth").runs()).hasToString("runs in mlp://experiments/growth/");
        }
    }

    @Test
    void aBuilderSaysWhereItWillOpenWithoutWhatTheLocationHoldsBesides() {
        assertThat(MlPlatform.builder()).hasToString("builder of a MlPlatform, no location yet");
        assertThat(MlPlatform.builder().location("s3://bucket/lake?region=eu-west-1&x=secret"))
                .hasToString("builder of a MlPlatform at s3://bucket/lake");
        assertThat(MlPlatform.builder().location("s3://key:secret@bucket/lake#secret"))
                .hasToString("builder of a MlPlatform at s3://bucket/lake");
        try (MemoryStore memory = new MemoryStore(Clock.systemUTC())) {
            assertThat(MlPlatform.builder().store(memory, "lake/"))
                    .hasToString("builder of a MlPlatform at mem:/lake/");
        }
    }
}
