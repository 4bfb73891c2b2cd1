package io.mlplatform.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineMemoryTest {

    private static final long GIBIBYTE = 1L << 30;

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(EngineMemory.PROPERTY);
    }

    @Test
    void theEngineTakesHalfOfWhatTheHeapLeaves() {
        assertThat(EngineMemory.share(16 * GIBIBYTE, 4 * GIBIBYTE).mebibytes()).isEqualTo(6 * 1024);
        assertThat(EngineMemory.share(4 * GIBIBYTE, 4 * GIBIBYTE).mebibytes()).isEqualTo(256);
        assertThat(EngineMemory.share(4 * GIBIBYTE, 8 * GIBIBYTE).mebibytes()).isEqualTo(256);
        assertThat(EngineMemory.here().mebibytes()).isGreaterThanOrEqualTo(256);
    }

    @Test
    void thePropertySetsTheEnginesLimit() {
        System.setProperty(EngineMemory.PROPERTY, "300");

        try (Engine engine = Engine.open(folder)) {
            assertThat(engine.rows("SELECT current_setting('memory_limit')")).containsExactly(List.of("300.0 MiB"));
        }
    }

    @Test
    void anUnusableLimitIsRefused() {
        for (String said : new String[] {"0", "-1", "2GB"}) {
            System.setProperty(EngineMemory.PROPERTY, said);

            assertThatThrownBy(() -> Engine.open(folder))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(EngineMemory.PROPERTY)
                    .hasMessageContaining(said);
        }
    }
}
