package io.mlplatform.benchmarks.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.benchmarks.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(BenchCredentials.class)
class TransferRunTest {

    private static final Workload UP = new Workload(Direction.UP, 6, 1_000);

    @TempDir
    Path folder;

    @Test
    void aWarmRunPrintsALineWithTheRequestsOfWhatWasMeasuredAlone() throws IOException {
        new TransferFolder(folder).fill(UP);
        try (BucketFake bucket = new BucketFake()) {
            String line = run(bucket, "--direction", "up", "--warmups", "3", "--loops", "2", "--requests", "on");

            Measured measured = Measured.read(line, UP, 2);
            assertThat(measured.requests()).isEqualTo(6);
            assertThat(measured.perUnit().wall()).isPositive();
        }
    }

    @Test
    void aDownloadIsTakenAwayAndAPeerMayBeToldToHashIt() throws IOException {
        TransferFolder files = new TransferFolder(folder);
        files.fill(UP);
        try (BucketFake bucket = new BucketFake();
                TransferClient client =
                        ClientKind.OURS.open(new Target(bucket.endpoint(), "bench", 2), Choices.DEFAULT)) {
            client.upload(UP, UP.source(), folder);
            files.clear();

            String line = run(bucket, "--client", "s3-client-apache", "--hash", "on");

            assertThat(Measured.read(line, UP, 1).perUnit().wall()).isPositive();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aColdRunIsSilentAsItIsMeasuredFromOutside() throws IOException {
        new TransferFolder(folder).fill(UP);
        try (BucketFake bucket = new BucketFake()) {
            assertThat(run(bucket, "--direction", "up", "--state", "cold")).isEmpty();
        }
    }

    private String run(BucketFake bucket, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--endpoint", bucket.endpoint().toString(), "--folder", folder.toString()));
        arguments.addAll(List.of("--objects", "6", "--size", "1000"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TransferRun(Options.parse(arguments, TransferRun.DEFAULTS))
                .run(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).strip();
    }
}
