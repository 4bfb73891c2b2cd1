package io.mlplatform.benchmarks.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.benchmarks.Options;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestBenchmarkTest {

    @TempDir
    private Path folder;

    private final String memory = System.getProperty("io.mlplatform.features.memoryMiB", "");

    @AfterEach
    void restore() {
        if (memory.isEmpty()) {
            System.clearProperty("io.mlplatform.features.memoryMiB");
        } else {
            System.setProperty("io.mlplatform.features.memoryMiB", memory);
        }
    }

    @Test
    void bothSidesRunInTurnsAndNothingIsLeftBehind() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Options options = Options.parse(
                List.of(
                        "--folder",
                        folder.toString(),
                        "--rows",
                        "1000",
                        "--days",
                        "3",
                        "--runs",
                        "2",
                        "--warm-up",
                        "100"),
                IngestBenchmark.DEFAULTS);

        new IngestBenchmark(options, new PrintStream(printed, true, StandardCharsets.UTF_8)).run();

        assertThat(printed.toString(StandardCharsets.UTF_8).lines().skip(1))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"ingest\"").contains("\"files\":3"),
                        line -> assertThat(line).contains("\"by hand\"").contains("\"files\":3"),
                        line -> assertThat(line).contains("\"ingest\""),
                        line -> assertThat(line).contains("\"by hand\""),
                        line -> assertThat(line).contains("rate of the ingest to that by hand"));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
