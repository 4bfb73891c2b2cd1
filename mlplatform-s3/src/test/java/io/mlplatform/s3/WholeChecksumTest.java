package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.s3.Arrival.Act;
import io.mlplatform.store.Content;
import io.mlplatform.store.Download;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.StoredContent;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import io.mlplatform.store.Verification;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The checksum that S3 keeps of a whole object: checked by S3 of uploads in parts, and by us of what comes down. */
@Timeout(120)
class WholeChecksumTest {

    private static final ObjectKey KEY = ObjectKey.of("data/model.bin");
    private static final int PART = 8 << 20;
    private static final byte[] LARGE = random(PartSize.BYTES + 12_345);
    private static final String CRC32C = "x-amz-checksum-crc32c";
    private static final String TYPE = "x-amz-checksum-type";
    private static final String FULL_OBJECT = "FULL_OBJECT";

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
    void theServerComparesTheWholeOfAnUploadInParts(S3Transport transport) throws IOException {
        upload(transport, Content.of(Files.write(folder.resolve("large"), LARGE)));

        assertThat(server.bucket().bytes(KEY.value())).contains(LARGE);
        assertThat(completion().header(CRC32C)).contains(ScriptedBucket.crc32c(LARGE));
        assertThat(completion().header(TYPE)).contains(FULL_OBJECT);
        assertThat(server.bucket().checksums(KEY.value())).containsEntry(CRC32C, ScriptedBucket.crc32c(LARGE));
        assertThat(partsSent()).hasSize(3).allSatisfy(part -> {
            assertThat(part.header(CRC32C)).isPresent();
            assertThat(part.header("x-amz-trailer")).isEmpty();
        });
    }

    @Test
    void anUploadWhoseWholeIsNotWhatWasSentIsNotStored() {
        server.always(Act.COMPLETE, request -> {
            server.bucket().spoilParts();
            request.answer();
        });

        assertThatThrownBy(() -> upload(S3Transport.OWN, Content.of(LARGE.clone())))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("other bytes than were sent");
        assertThat(server.bucket().bytes(KEY.value())).isEmpty();
        assertThat(server.bucket().pending()).isZero();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TRANSFER_MANAGER")
    void theWholeIsComparedWhereAnUploadGoesOnWithPartsThatWereLeft(S3Transport transport) {
        server.bucket().leave(KEY.value(), FULL_OBJECT, Arrays.copyOf(LARGE, PART));

        upload(transport, Content.of(LARGE));

        assertThat(server.bucket().bytes(KEY.value())).contains(LARGE);
        assertThat(partsSent()).hasSize(2);
        assertThat(completion().header(CRC32C)).contains(ScriptedBucket.crc32c(LARGE));
    }

    @Test
    void anUploadThatWasBegunWithoutAChecksumOfTheWholeGoesOnAsItIs() {
        server.bucket().leave(KEY.value(), "COMPOSITE", Arrays.copyOf(LARGE, PART));

        upload(S3Transport.OWN, Content.of(LARGE));

        assertThat(server.bucket().bytes(KEY.value())).contains(LARGE);
        assertThat(partsSent()).hasSize(2);
        assertThat(completion().header(CRC32C)).isEmpty();
        assertThat(completion().header(TYPE)).isEmpty();
    }

    @Test
    void theWholeOfACopyIsWhatTheServerSaysOfItsParts() {
        server.bucket().put("from", LARGE);
        try (S3Store store = store(S3Transport.SDK, Verification.DIGEST)) {
            StoredContent content = new StoredContent(store, ObjectKey.of("from"), LARGE.length);
            store.upload(List.of(new Upload(KEY, content, Digest.of(LARGE))), TransferListener.SILENT);
        }
        assertThat(server.bucket().bytes(KEY.value())).contains(LARGE);
        assertThat(completion().header(CRC32C)).contains(ScriptedBucket.crc32c(LARGE));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TRANSFER_MANAGER")
    void filesHeldToTheirSizeAreHeldToTheChecksumThatTheStoreKeepsToo(S3Transport transport) {
        try (S3Store store = store(transport, Verification.SIZE)) {
            assertComparedWithWhatIsKept(store);
        }
    }

    @ParameterizedTest
    @EnumSource
    void filesHeldToTheirSizeByTheTransferManagerAsWell(AsyncEngine engine) {
        try (S3Store store =
                ManagedStores.open("bucket", settings(S3Transport.TRANSFER_MANAGER, Verification.SIZE), engine)) {
            assertComparedWithWhatIsKept(store);
        }
    }

    private void assertComparedWithWhatIsKept(S3Store store) {
        for (int size : List.of(1_000, 2 << 20, 20 << 20)) {
            byte[] bytes = random(size);
            Path target = folder.resolve("fetched-" + size);

            server.bucket().put(KEY.value(), bytes, whole(CRC32C, ScriptedBucket.crc32c(bytes)));
            download(store, bytes, target);
            assertThat(target).hasBinaryContent(bytes);

            Path other = folder.resolve("other-" + size);
            server.bucket().put(KEY.value(), bytes, whole(CRC32C, ScriptedBucket.crc32c(new byte[size])));
            assertThatThrownBy(() -> download(store, bytes, other))
                    .isInstanceOf(DataCorruptException.class)
                    .hasMessageContaining(KEY.value());
            assertThat(other).doesNotExist();
        }
    }

    @Test
    void theOtherCrcIsTakenWhereThatIsKeptOfAnObjectFetchedAsAWhole() {
        byte[] bytes = random(1_000);
        server.bucket().put(KEY.value(), bytes, whole("x-amz-checksum-crc32", crc32(bytes)));
        download(S3Transport.OWN, Verification.SIZE, bytes, folder.resolve("fetched"));

        server.bucket().put(KEY.value(), bytes, whole("x-amz-checksum-crc32", crc32(new byte[1_000])));
        assertThatThrownBy(() -> download(S3Transport.OWN, Verification.SIZE, bytes, folder.resolve("other")))
                .isInstanceOf(DataCorruptException.class);
    }

    @Test
    void whatWasLeftOfADownloadIsComparedWithTheRestAndRemovedWhereItDoesNotFit() throws IOException {
        byte[] forged = LARGE.clone();
        forged[100] ^= 1;
        server.bucket().put(KEY.value(), LARGE, whole(CRC32C, ScriptedBucket.crc32c(LARGE)));
        String tag = server.bucket().tag(KEY.value()).orElseThrow();
        Path target = folder.resolve("fetched");
        Download download = new Download(KEY, LARGE.length, Digest.of(LARGE), target);

        LeftDownload.leave(download, "s3://bucket/" + KEY, tag, forged, List.of(0));
        assertThatThrownBy(() -> download(S3Transport.OWN, Verification.SIZE, LARGE, target))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("call again");
        assertThat(folder).isEmptyDirectory();

        LeftDownload.leave(download, "s3://bucket/" + KEY, tag, LARGE, List.of(0));
        download(S3Transport.OWN, Verification.SIZE, LARGE, target);
        assertThat(target).hasBinaryContent(LARGE);
        assertThat(reads(false)).isEqualTo(4);
    }

    @Test
    void aChecksumOfPartsSaysNothingAboutTheBytes() {
        for (int size : List.of(1_000, 20 << 20)) {
            byte[] bytes = random(size);
            Path target = folder.resolve("" + size);
            server.bucket().put(KEY.value(), bytes, Map.of(TYPE, "COMPOSITE", CRC32C, "AAAAAA==-3"));

            download(S3Transport.OWN, Verification.SIZE, bytes, target);

            assertThat(target).hasBinaryContent(bytes);
        }
    }

    @Test
    void theChecksumOfALargeFileCostsOneRequestAndNoneWhereItsDigestIsTaken() {
        server.bucket().put(KEY.value(), LARGE, whole(CRC32C, ScriptedBucket.crc32c(LARGE)));

        download(S3Transport.OWN, Verification.SIZE, LARGE, folder.resolve("size"));
        assertThat(reads(true)).isEqualTo(1);
        assertThat(reads(false)).isEqualTo(3);

        server.requests().clear();
        download(S3Transport.OWN, Verification.DIGEST, LARGE, folder.resolve("digest"));
        assertThat(reads(true)).isZero();
        assertThat(server.requests())
                .allMatch(request -> request.header("x-amz-checksum-mode").isEmpty());
    }

    private void upload(S3Transport transport, Content content) {
        try (S3Store store = store(transport, Verification.DIGEST)) {
            store.upload(List.of(new Upload(KEY, content, Digest.of(LARGE))), TransferListener.SILENT);
        }
    }

    private void download(S3Transport transport, Verification verification, byte[] bytes, Path target) {
        try (S3Store store = store(transport, verification)) {
            download(store, bytes, target);
        }
    }

    private static void download(S3Store store, byte[] bytes, Path target) {
        Download download = new Download(KEY, bytes.length, Digest.of(bytes), target);
        store.download(List.of(download), TransferListener.SILENT);
    }

    private S3Store store(S3Transport transport, Verification verification) {
        return S3Store.open("bucket", settings(transport, verification));
    }

    private S3Settings settings(S3Transport transport, Verification verification) {
        return LocalS3.settings(server.endpoint(), "access", "secret").toBuilder()
                .server(S3Server.AWS)
                .addressing(S3Addressing.PATH)
                .region("us-east-1")
                .transport(transport)
                .verification(verification)
                .interruptedUploads(InterruptedUploads.RESUME)
                .maxAttempts(2)
                .build();
    }

    private Arrival completion() {
        List<Arrival> completions = server.requests().stream()
                .filter(request -> request.act() == Act.COMPLETE)
                .toList();
        assertThat(completions).hasSize(1);
        return completions.get(0);
    }

    private List<Arrival> partsSent() {
        return server.requests().stream()
                .filter(request -> request.act() == Act.PUT_PART)
                .toList();
    }

    /** Requests for the object: by HEAD, or for its bytes. */
    private long reads(boolean head) {
        return server.requests().stream()
                .filter(request -> request.act() == Act.READ && !request.key().isEmpty() && request.isHead() == head)
                .count();
    }

    private static Map<String, String> whole(String header, String value) {
        return Map.of(TYPE, FULL_OBJECT, header, value);
    }

    private static String crc32(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        byte[] crc =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array();
        return Base64.getEncoder().encodeToString(crc);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
