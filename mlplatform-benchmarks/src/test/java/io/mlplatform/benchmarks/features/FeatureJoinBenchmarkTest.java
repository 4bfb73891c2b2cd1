package io.mlplatform.benchmarks.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureJoinBenchmarkTest {

    private static final List<String> SMALL =
            List.of("--rows", "1000", "--ingests", "2", "--spine", "100", "--customers", "20", "--memory", "256");

    @TempDir
    private Path folder;

    @Test
    void aJoinAndThePlainQueryAreMeasuredInPairs() throws IOException {
        assertThat(steps("none", "1"))
                .extracting(step ->
                        step.path("step").asText() + " " + step.path("ties").asText())
                .containsExactly(" none", "ingests ", "ingested NONE", "join ", "plain ", "join / plain, median of 1 ");
    }

    @Test
    void tiesAreMadeWhereTheyAreAskedForAndTheJoinMayGoAlone() throws IOException {
        assertThat(steps("some", "0"))
                .extracting(step ->
                        step.path("step").asText() + " " + step.path("ties").asText())
                .containsExactly(" some", "ingests ", "ingested POSSIBLE", "join ");
        assertThatThrownBy(() -> steps("many", "0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--ties takes none or some");
    }

    private List<JsonNode> steps(String ties, String pairs) throws IOException {
        List<String> arguments = new ArrayList<>(SMALL);
        arguments.addAll(List.of("--folder", folder.toString(), "--ties", ties, "--pairs", pairs));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        FeatureJoinBenchmark.run(arguments, new PrintStream(printed, true, StandardCharsets.UTF_8));
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> steps = new ArrayList<>();
        for (String line : printed.toString(StandardCharsets.UTF_8).split("\n")) {
            steps.add(json.readTree(line));
        }
        return steps;
    }
}
