package io.mlplatform.benchmarks.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.benchmarks.Options;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryRunTest {

    @Test
    void largeAndSmallObjectsGoBothWaysUnlessToldOtherwise() {
        assertThat(MemoryRun.workloads(options()))
                .containsExactly(
                        new Workload(Direction.DOWN, 8, 256 << 20),
                        new Workload(Direction.DOWN, 100_000, 16 << 10),
                        new Workload(Direction.UP, 8, 256 << 20),
                        new Workload(Direction.UP, 100_000, 16 << 10));
        assertThat(MemoryRun.workloads(options("--direction", "up", "--small", "7")))
                .containsExactly(new Workload(Direction.UP, 8, 256 << 20), new Workload(Direction.UP, 7, 16 << 10));
    }

    private static Options options(String... arguments) {
        return Options.parse(List.of(arguments), TransferMemory.DEFAULTS);
    }
}
