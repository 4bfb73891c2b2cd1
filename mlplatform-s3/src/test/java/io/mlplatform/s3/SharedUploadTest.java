package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.s3.Arrival.Act;
import io.mlplatform.s3.ScriptedServer.Script;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Uploads that go on with what was left, and end in another process before all parts are sent. */
@Timeout(60)
class SharedUploadTest {

    private static final ObjectKey KEY = ObjectKey.of("data/model.bin");
    private static final int PART = 8 << 20;
    private static final byte[] LARGE = new byte[2 * PART + 5];

    static {
        new Random(5).nextBytes(LARGE);
    }

    @TempDir
    Path folder;

    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TRANSFER_MANAGER")
    void oneThatWasPutTogetherMeanwhileIsStored(S3Transport transport) {
        server.bucket().leave(KEY.value(), "FULL_OBJECT", new byte[PART]);
        server.first(Act.PUT_PART, List.of(ends(() -> server.bucket().put(KEY.value(), LARGE))));

        upload(transport, Content.of(LARGE));

        assertThat(server.bucket().bytes(KEY.value())).contains(LARGE);
        assertThat(count(Act.BEGIN)).isZero();
        assertThat(count(Act.COMPLETE)).isZero();
    }

    @Test
    void oneThatWasPutTogetherOfOtherBytesIsNotReplaced() {
        server.first(Act.PUT_PART, List.of(ends(() -> server.bucket().put(KEY.value(), new byte[LARGE.length]))));

        assertThatThrownBy(() -> upload(S3Transport.OWN, Content.of(LARGE))).isInstanceOf(AlreadyExistsException.class);
    }

    @Test
    void oneThatWasAbortedMeanwhileIsSentFromItsBeginning() throws IOException {
        Path file = Files.write(folder.resolve("model.bin"), LARGE);
        for (Content content : List.of(Content.of(file), Content.of(LARGE))) {
            server.bucket().leave(KEY.value(), "FULL_OBJECT", new byte[PART]);
            server.requests().clear();
            server.first(Act.PUT_PART, List.of(ends(() -> {})));

            upload(S3Transport.OWN, content);

            assertThat(server.bucket().bytes(KEY.value())).contains(LARGE);
            assertThat(count(Act.BEGIN)).isEqualTo(1);
            assertThat(server.bucket().pending()).isZero();
            server.bucket().remove(KEY.value());
        }
    }

    @Test
    void whereAnotherProcessHasBegunAnewItIsGoneOnWith() {
        server.first(Act.PUT_PART, List.of(ends(() -> server.bucket()
                .leave(KEY.value(), "FULL_OBJECT", Arrays.copyOf(LARGE, PART)))));

        upload(S3Transport.OWN, Content.of(LARGE));

        assertThat(server.bucket().bytes(KEY.value())).contains(LARGE);
        assertThat(count(Act.BEGIN)).isEqualTo(1);
        assertThat(server.bucket().pending()).isZero();
    }

    @Test
    void oneThatEndsAtEachTryIsUnavailable() {
        server.always(Act.PUT_PART, ends(() -> {}));

        assertThatThrownBy(() -> upload(S3Transport.OWN, Content.of(LARGE)))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("4 tries");
        assertThat(server.bucket().pending()).isZero();
    }

    @Test
    void oneOfAnotherStorageClassIsNotGoneOnWith() {
        server.bucket().leave(KEY.value(), "FULL_OBJECT", Arrays.copyOf(LARGE, PART));

        upload(settings(S3Transport.OWN).toBuilder().storageClass("STANDARD_IA").build(), Content.of(LARGE));

        assertThat(server.bucket().bytes(KEY.value())).contains(LARGE);
        assertThat(count(Act.PUT_PART)).isEqualTo(3);
        assertThat(server.bucket().pending()).as("the one that was left").isEqualTo(1);
    }

    @Test
    void oneOfTheSameStorageClassIsGoneOnWith() {
        S3Settings settings =
                settings(S3Transport.OWN).toBuilder().storageClass("STANDARD").build();
        server.bucket().leave(KEY.value(), "FULL_OBJECT", Arrays.copyOf(LARGE, PART));

        upload(settings, Content.of(LARGE));

        assertThat(count(Act.PUT_PART)).isEqualTo(2);
    }

    /** When the first part comes all uploads have ended, and this has happened. */
    private Script ends(Runnable event) {
        return request -> {
            server.bucket().endUploads();
            event.run();
            request.answer();
        };
    }

    private void upload(S3Transport transport, Content content) {
        upload(settings(transport), content);
    }

    private static void upload(S3Settings settings, Content content) {
        try (S3Store store = UnpausedStores.open(settings)) {
            store.upload(List.of(new Upload(KEY, content, Digest.of(LARGE))), TransferListener.SILENT);
        }
    }

    private S3Settings settings(S3Transport transport) {
        return LocalS3.settings(server.endpoint(), "access", "secret").toBuilder()
                .server(S3Server.AWS)
                .addressing(S3Addressing.PATH)
                .region("us-east-1")
                .transport(transport)
                .interruptedUploads(InterruptedUploads.RESUME)
                .build();
    }

    private long count(Act act) {
        return server.requests().stream()
                .filter(request -> request.act() == act)
                .count();
    }
}
