package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.s3.Arrival.Act;
import io.mlplatform.s3.ScriptedServer.Script;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.TransferRequest;
import io.mlplatform.store.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Uploads over the own lane to a server that falls silent: where others come to their end, nobody waits for a time-out. */
@Timeout(60)
class OwnLaneSilenceTest {

    // Longer than the test may take.
    private static final Duration NEVER = Duration.ofMinutes(5);
    private static final byte[] LARGE = new byte[6 * PartSize.BYTES];
    private static final int OBJECTS = 30;
    private static final Script DEAD = UploadScripts.half().then(Arrival::lookOn);

    static {
        new Random(3).nextBytes(LARGE);
    }

    @TempDir
    private Path folder;

    private final Queue<TransferRequest> seen = new ConcurrentLinkedQueue<>();
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aPartWhoseBytesDoNotLeaveIsSentAnew() throws IOException {
        assertUploadedPast(DEAD);
    }

    @Test
    void aPartWhoseAnswerStaysAwayIsSentAnew() throws IOException {
        assertUploadedPast(((Script) Arrival::effect).then(Arrival::lookOn));
    }

    @Test
    void aPartOverTwoDeadConnectionsIsSentAThirdTime() throws IOException {
        server.first(Act.PUT_PART, List.of(DEAD, DEAD));
        try (S3Store store = store(NEVER, 5)) {
            saveUp(store);
            upload(store);
        }
        assertUploaded();
        assertThat(retries()).as("a busy machine may look as dead").contains(2);
    }

    @Test
    void aPartOverThreeDeadConnectionsWaitsForItsTimeOut() throws IOException {
        server.always(Act.PUT_PART, DEAD);
        Path file = Files.write(folder.resolve("large"), LARGE);
        try (S3Store store = store(Duration.ofSeconds(4), 3)) {
            saveUp(store);
            assertThatThrownBy(() -> store.put(ObjectKey.of("large"), Content.of(file), PutCondition.ifAbsent()))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("nothing was received or sent for too long");
        }
        assertThat(retries()).as("a busy machine may look as dead").contains(2);
    }

    @Test
    void anObjectWhoseAnswerStaysAwayIsSentAnewAndComparedWithWhatIsThere() {
        List<Script> played = new ArrayList<>(Collections.nCopies(OBJECTS / 2, Arrival::answer));
        played.add(((Script) Arrival::effect).then(Arrival::lookOn));
        uploadSmall(played);
        assertThat(retries()).as("a busy machine may look as dead").contains(1);
    }

    @Test
    void anObjectThatTheServerIsStillWritingWhenItIsSentAnewIsNoFailure() {
        LooksByHand looks = new LooksByHand();
        Script silent = ((Script) Arrival::effect).then(after(3, looks)).then(Arrival::lookOn);
        Script stillWriting = UploadScripts.refuses(409, "ConditionalRequestConflict");
        server.first(
                Act.PUT_OBJECT,
                List.of(after(1, looks).then(Arrival::answer), silent, stillWriting, stillWriting, Arrival::answer));
        try (S3Store store = UnpausedStores.open(settings(NEVER, 5), looks)) {
            store.put(ObjectKey.of("first"), Content.of("1"), PutCondition.ifAbsent());
            store.upload(
                    List.of(new Upload(ObjectKey.of("next"), Content.of("2"), Digest.of("2"))),
                    TransferListener.SILENT);
        }
        assertThat(retries()).containsExactly(3);
    }

    @Test
    void aPutThatCouldReplaceWhatCameAfterItIsNotSentAnew() {
        LooksByHand looks = new LooksByHand();
        server.first(Act.PUT_OBJECT, List.of(after(1, looks).then(Arrival::answer)));
        server.always(Act.PUT_OBJECT, after(10, looks).then(Arrival::answer));
        try (S3Store store = UnpausedStores.open(settings(NEVER, 2), looks)) {
            store.put(ObjectKey.of("first"), Content.of("1"), PutCondition.ifAbsent());
            assertThat(store.put(ObjectKey.of("next"), Content.of("2"), PutCondition.always()))
                    .isInstanceOf(PutOutcome.Stored.class);
        }
        assertThat(server.requests()).hasSize(2);
    }

    /** The server takes so many seconds. */
    private static Script after(int seconds, LooksByHand looks) {
        return request -> looks.pass(seconds);
    }

    /** A busy machine may look as dead, and what may be sent again would be used up. */
    private static void saveUp(S3Store store) {
        for (int i = 0; i < OBJECTS; i++) {
            store.put(ObjectKey.of("small/" + i), Content.of("" + i), PutCondition.ifAbsent());
        }
    }

    private void assertUploadedPast(Script dead) throws IOException {
        server.first(Act.PUT_PART, List.of(dead));
        try (S3Store store = store(NEVER, 5)) {
            upload(store);
        }
        assertUploaded();
        assertThat(retries()).as("a busy machine may look as dead").contains(1);
    }

    private void uploadSmall(List<Script> played) {
        server.first(Act.PUT_OBJECT, played);
        try (S3Store store = store(NEVER, 5)) {
            store.upload(
                    IntStream.range(0, OBJECTS)
                            .mapToObj(i -> new Upload(
                                    ObjectKey.of("small/" + i), Content.of("object " + i), Digest.of("object " + i)))
                            .toList(),
                    TransferListener.SILENT);
        }
        assertThat(server.bucket().bytes("small/" + (OBJECTS - 1))).isPresent();
    }

    private void upload(S3Store store) throws IOException {
        Path file = Files.write(folder.resolve("large"), LARGE);
        Upload upload = new Upload(ObjectKey.of("large"), Content.of(file), Digest.of(LARGE));
        store.upload(List.of(upload), TransferListener.SILENT);
    }

    private void assertUploaded() {
        assertThat(server.bucket().bytes("large").map(Digest::of)).contains(Digest.of(LARGE));
        assertThat(server.bucket().pending()).isZero();
        assertThat(server.bySdk()).isZero();
    }

    /** Of the requests that were repeated. */
    private List<Integer> retries() {
        return seen.stream()
                .map(TransferRequest::retries)
                .filter(retries -> retries > 0)
                .toList();
    }

    private S3Store store(Duration readTimeout, int attempts) {
        return S3Store.open("bucket", settings(readTimeout, attempts));
    }

    private S3Settings settings(Duration readTimeout, int attempts) {
        return LocalS3.settings(server.endpoint(), "access", "secret").toBuilder()
                .transport(S3Transport.OWN)
                .parallelism(4)
                .maxAttempts(attempts)
                .readTimeout(readTimeout)
                .metrics(seen::add)
                .build();
    }
}
