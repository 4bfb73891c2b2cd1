package io.mlplatform.s3.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server does, the right bytes come or a typed failure; no hang, no leak, and the next request is well. */
class HostileServerTest {

    @TempDir
    static Path folder;

    static Path largeFile;

    @BeforeAll
    static void makeALargeFile() throws IOException {
        largeFile = folder.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(largeFile.toFile(), "rw")) {
            file.setLength(Ask.LARGE_BYTES);
        }
    }

    static List<Behaviour> behaviours() {
        return Stream.of(
                        HostileTruncations.ALL,
                        HostileStatusLines.ALL,
                        HostileHeaders.ALL,
                        HostileLengths.ALL,
                        HostileChunks.ALL,
                        HostileAnswers.ALL,
                        HostileRanges.ALL,
                        HostileConnections.ALL,
                        HostileUploads.ALL,
                        HostilePaces.ALL)
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("behaviours")
    @Timeout(30)
    void theRightBytesComeOrATypedFailure(Behaviour behaviour) throws Exception {
        LaneClient client = new LaneClient(largeFile);
        try (client;
                HostileServer server = new HostileServer(behaviour.script(), client::pass)) {
            if (behaviour.use() == Behaviour.Use.SECOND) {
                assertThat(client.result(Ask.PART, server.origin()))
                        .isEqualTo(Outcome.right().result());
            }

            String result = client.result(behaviour.ask(), server.origin());
            server.clientIsOver();

            assertThat(server.awaitScript()).isTrue();
            assertThat(new Outcome(result, client.pool().idle() == 1))
                    .as("%s", behaviour)
                    .isEqualTo(behaviour.expected());
            assertThat(client.openWires()).isEqualTo(client.pool().idle());
            assertThat(client.result(Ask.PART, server.origin()))
                    .as("the next request")
                    .isEqualTo(Outcome.right().result());
        }
        assertThat(client.openWires()).isZero();
        assertThat(client.pool().open()).isZero();
        assertThat(client.watched()).isZero();
    }

    @Test
    void thereAreTwoHundredBehavioursAndEachHasItsName() {
        List<String> names = behaviours().stream().map(Behaviour::name).toList();

        System.out.println(names.size() + " behaviours");
        assertThat(names).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
    }
}
