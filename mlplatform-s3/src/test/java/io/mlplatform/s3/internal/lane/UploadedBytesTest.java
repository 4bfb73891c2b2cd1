package io.mlplatform.s3.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class UploadedBytesTest {

    private static final int LARGE = 3_000_001;
    private static final int BUFFER_BYTES = 4096;

    @TempDir
    Path folder;

    private final BlockingQueue<byte[]> received = new ArrayBlockingQueue<>(10);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final HostileServer server = new HostileServer(this::keep, time -> {});
    private final Lane lane = new Lane(Connector.plain(), Resolver.system(), LaneSettings.DEFAULT, new ManualClock());

    private byte[] content = new byte[0];
    private FileChannel file;

    @BeforeEach
    void makeAFile() throws IOException {
        content = new byte[LARGE];
        new Random(1).nextBytes(content);
        Path path = Files.write(folder.resolve("file"), content);
        file = FileChannel.open(path);
    }

    @AfterEach
    void close() throws IOException {
        lane.close();
        file.close();
        server.close();
    }

    @Test
    void aSmallBodyFromTheHeap() throws Exception {
        assertReceived(RequestBody.of(ByteBuffer.wrap(content, 7, 100)), 7, 100);
    }

    @Test
    void anEmptyBody() throws Exception {
        assertReceived(RequestBody.of(ByteBuffer.allocate(0)), 0, 0);
        assertReceived(RequestBody.none(), 0, 0);
    }

    @Test
    void aLargeBodyFromTheHeap() throws Exception {
        assertReceived(RequestBody.of(ByteBuffer.wrap(content)), 0, LARGE);
    }

    @Test
    void aLargeBodyFromDirectMemoryOfWhichTheStartIsNotMeant() throws Exception {
        ByteBuffer direct = ByteBuffer.allocateDirect(LARGE).put(content).position(5);

        assertReceived(RequestBody.of(direct), 5, LARGE - 5);
        assertThat(direct.position()).as("the caller's buffer").isEqualTo(5);
    }

    @Test
    void aSmallSliceOfAFile() throws Exception {
        assertReceived(RequestBody.of(file, 1_000_000, 1000), 1_000_000, 1000);
    }

    @Test
    void aLargeSliceOfAFile() throws Exception {
        assertReceived(RequestBody.of(file, 1_000_000, 2_000_000), 1_000_000, 2_000_000);
        assertThat(file.position()).as("the caller's channel").isZero();
    }

    @Test
    void bodiesAboutTheSizeOfTheBuffer() throws Exception {
        for (int length = BUFFER_BYTES - 100; length < BUFFER_BYTES + 2; length++) {
            assertReceived(RequestBody.of(file, 11, length), 11, length);
        }
    }

    @Test
    void aFileThatIsTooShortForItsSmallSliceLeavesTheConnectionAsItWas() {
        assertThatThrownBy(() -> put(RequestBody.of(file, LARGE - 10, 11)))
                .isInstanceOfSatisfying(LaneException.class, failure -> {
                    assertThat(failure.reason()).isEqualTo(FailureReason.LOCAL_FAILURE);
                    assertThat(failure.progress()).isEqualTo(new Progress(Progress.Sent.NOTHING, false, true));
                });
        assertThat(lane.pool().idle()).isEqualTo(1);
    }

    @Test
    void aFileThatIsTooShortForItsLargeSliceEndsTheConnection() {
        assertThatThrownBy(() -> put(RequestBody.of(file, 10, LARGE)))
                .isInstanceOfSatisfying(LaneException.class, failure -> {
                    assertThat(failure.reason()).isEqualTo(FailureReason.LOCAL_FAILURE);
                    assertThat(failure.progress().reusable()).isFalse();
                });
        assertThat(lane.pool().open()).isZero();
    }

    @Test
    void aFileThatIsClosedIsALocalFailure() throws Exception {
        file.close();

        assertThatThrownBy(() -> put(RequestBody.of(file, 0, 10))).hasMessageContaining("could not be read");
        assertThatThrownBy(() -> put(RequestBody.of(file, 0, LARGE))).hasMessageContaining("was closed");
    }

    private void assertReceived(RequestBody body, int from, int length) throws Exception {
        ResponseHead head = put(body);

        assertThat(head.status()).isEqualTo(200);
        assertThat(received.take()).isEqualTo(Arrays.copyOfRange(content, from, from + length));
        assertThat(lane.pool().idle()).isEqualTo(1);
    }

    private ResponseHead put(RequestBody body) throws LaneException {
        HttpRequest request = HttpRequest.put("/key", List.of(new Header("host", "localhost")), body);
        return lane.call(server.origin(), request, head -> bytes -> {}, buffer, Duration.ofSeconds(30));
    }

    private void keep(Peer peer) throws IOException {
        while (true) {
            received.add(peer.readRequest());
            peer.send(ServedObject.PUT_ANSWER);
        }
    }
}
