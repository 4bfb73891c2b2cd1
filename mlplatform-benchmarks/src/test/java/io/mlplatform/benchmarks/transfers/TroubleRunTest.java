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
class TroubleRunTest {

    @TempDir
    Path folder;

    @Test
    void itTellsWhatTheStoreToldOfEachObjectAndLeavesNoFile() throws IOException {
        Workload workload = new Workload(Direction.UP, 8, 1_000);
        TransferFolder files = new TransferFolder(folder);
        files.fill(workload);
        try (BucketFake bucket = new BucketFake();
                TransferClient client =
                        ClientKind.OURS.open(new Target(bucket.endpoint(), "bench", 2), Choices.DEFAULT)) {
            client.upload(workload, workload.source(), folder);
            files.clear();
            assertTold(run(bucket, Direction.DOWN));
        }
    }

    @Test
    void itSendsOneFileUnderManyKeys() throws IOException {
        try (BucketFake bucket = new BucketFake()) {
            assertTold(run(bucket, Direction.UP));
        }
    }

    private String run(BucketFake bucket, Direction direction) {
        List<String> arguments = List.of(
                "--endpoint",
                bucket.endpoint().toString(),
                "--folder",
                folder.toString(),
                "--objects",
                "8",
                "--size",
                "1000",
                "--direction",
                direction.toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Options options = Options.parse(arguments, TroubleRun.DEFAULTS);
        new TroubleRun(options, Clock.systemUTC(), new PrintStream(out, true, StandardCharsets.UTF_8)).run();
        return out.toString(StandardCharsets.UTF_8);
    }

    private void assertTold(String out) {
        assertThat(out.lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("\"begun\":true"))
                .anyMatch(line -> line.contains("\"objects\":8") && line.contains("\"file\":{\"p50\":"));
        assertThat(folder).isEmptyDirectory();
    }
}
