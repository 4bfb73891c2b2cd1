package io.mlplatform.benchmarks.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.benchmarks.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(BenchCredentials.class)
class MemoryRunTest {

    @TempDir
    Path folder;

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

    @Test
    void eachStepIsALineAndOneThatFailsIsToldToo() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Workload small = new Workload(Direction.UP, 4, 2_000);
        TransferFolder.named(folder, small.source()).fill(small);
        try (BucketFake bucket = new BucketFake()) {
            Options options = options(
                    "--endpoint", bucket.endpoint().toString(),
                    "--folder", folder.toString(),
                    "--direction", "up",
                    "--large", "1",
                    "--large-size", "3000",
                    "--small", "4",
                    "--small-size", "2000");
            new MemoryRun(options, Clock.systemUTC(), new PrintStream(out, true, StandardCharsets.UTF_8)).run();
        }

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("\"size\":3000", "\"failed\":", "NoSuchFileException");
        assertThat(lines.get(1))
                .contains("\"size\":2000", "\"cpu\":", "\"peakRssMiB\":")
                .doesNotContain("failed");
    }

    private static Options options(String... arguments) {
        return Options.parse(List.of(arguments), TransferMemory.DEFAULTS);
    }
}
