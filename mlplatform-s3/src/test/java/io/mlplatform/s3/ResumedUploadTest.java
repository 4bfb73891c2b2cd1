package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.store.Content;
import io.mlplatform.store.Download;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.TransferDirection;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.TransferRequest;
import io.mlplatform.store.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Uploads that go on with the parts that another process left under the key. */
class ResumedUploadTest {

    private static final ObjectKey KEY = ObjectKey.of("data/model.bin");
    private static final int PART = 8 << 20;
    private static final byte[] BYTES = new byte[2 * PART + 17];

    static {
        new Random(4).nextBytes(BYTES);
    }

    @RegisterExtension
    final S3ProxyExtension server = LocalS3.server();

    private final Queue<TransferRequest> seen = new ConcurrentLinkedQueue<>();
    private S3Store store;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        S3Settings settings = LocalS3.settings(server).toBuilder()
                .transport(S3Transport.OWN)
                .interruptedUploads(InterruptedUploads.RESUME)
                .metrics(seen::add)
                .build();
        store = S3Store.open(TestBuckets.createIn(settings), settings);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void onlyWhatIsMissingIsSentFromAFileOrFromMemory() throws IOException {
        Path file = Files.write(folder.resolve("model.bin"), BYTES);
        for (Content content : List.of(Content.of(file), Content.of(BYTES))) {
            store.delete(List.of(KEY));
            seen.clear();
            leave(1, Arrays.copyOf(BYTES, PART));

            store.upload(List.of(new Upload(KEY, content, Digest.of(BYTES))), TransferListener.SILENT);

            assertThat(sent()).containsExactlyInAnyOrder((long) PART, 17L);
            assertStored();
        }
    }

    @Test
    void partsOfOtherBytesOrLengthsAreSentAgain() {
        String upload = leave(1, new byte[PART]);
        leaveIn(upload, 3, Arrays.copyOfRange(BYTES, 2 * PART, 2 * PART + 16));

        upload(Digest.of(BYTES));

        assertThat(sent()).containsExactlyInAnyOrder((long) PART, (long) PART, 17L);
        assertStored();
    }

    @Test
    void anUploadToALongerKeyIsLeftAlone() {
        String longer = begin(KEY.value() + ".old");
        upload(Digest.of(BYTES));

        assertThat(sent()).hasSize(3);
        assertThat(pending()).containsExactly(longer);
    }

    @Test
    void anObjectThatIsThereIsComparedAndNothingIsSent() {
        store.put(KEY, Content.of(BYTES), PutCondition.ifAbsent());
        seen.clear();

        upload(Digest.of(BYTES));

        assertThat(sent()).isEmpty();
        byte[] other = BYTES.clone();
        other[0]++;
        Upload another = new Upload(KEY, Content.of(other), Digest.of(other));
        assertThatThrownBy(() -> store.upload(List.of(another), TransferListener.SILENT))
                .isInstanceOf(AlreadyExistsException.class);
        assertThat(pending()).isEmpty();
    }

    @Test
    void contentThatIsNotAsAnnouncedLeavesNoPartsForALaterTry() {
        leave(1, Arrays.copyOf(BYTES, PART));

        assertThatThrownBy(() -> upload(Digest.of("something else"))).isInstanceOf(DataCorruptException.class);

        assertThat(store.head(KEY)).isEmpty();
        assertThat(pending()).isEmpty();
    }

    private void upload(Digest digest) {
        store.upload(List.of(new Upload(KEY, Content.of(BYTES), digest)), TransferListener.SILENT);
    }

    /** What a process that was killed leaves: a part of an upload. */
    private String leave(int number, byte[] bytes) {
        String upload = begin(KEY.value());
        leaveIn(upload, number, bytes);
        return upload;
    }

    private String begin(String key) {
        return store.bucket()
                .client()
                .createMultipartUpload(
                        create -> create.bucket(store.bucket().name()).key(key))
                .uploadId();
    }

    private void leaveIn(String upload, int number, byte[] bytes) {
        store.bucket()
                .client()
                .uploadPart(
                        part -> part.bucket(store.bucket().name())
                                .key(KEY.value())
                                .uploadId(upload)
                                .partNumber(number),
                        RequestBody.fromBytes(bytes));
    }

    private List<Long> sent() {
        return seen.stream()
                .filter(request -> request.direction() == TransferDirection.UP)
                .map(TransferRequest::bytes)
                .toList();
    }

    private void assertStored() {
        Path fetched = folder.resolve("fetched");
        store.download(List.of(new Download(KEY, BYTES.length, Digest.of(BYTES), fetched)), TransferListener.SILENT);
        assertThat(fetched).hasBinaryContent(BYTES);
        assertThat(pending()).isEmpty();
    }

    private List<String> pending() {
        return store
                .bucket()
                .client()
                .listMultipartUploads(request -> request.bucket(store.bucket().name()))
                .uploads()
                .stream()
                .map(MultipartUpload::uploadId)
                .toList();
    }
}
