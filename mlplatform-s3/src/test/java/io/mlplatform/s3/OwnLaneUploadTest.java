package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Uploads over the own lane, to a server that checks signatures: right bytes under the key, or none. */
class OwnLaneUploadTest {

    private static final ObjectKey KEY = ObjectKey.of("a b/+é%/model.bin");

    @RegisterExtension
    final S3ProxyExtension server = LocalS3.server();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(PayloadSigning.class)
    void contentOfAnySizeArrivesFromFilesAndFromMemory(PayloadSigning signing) throws IOException {
        try (S3Store store = store(signing)) {
            List<Upload> uploads = new ArrayList<>();
            for (int size : List.of(0, 1, 10_000, 300_000, PartSize.BYTES + 12_345)) {
                byte[] bytes = random(size);
                Path file = Files.write(folder.resolve(size + ".bin"), bytes);
                uploads.add(new Upload(ObjectKey.of("file/ü " + size), Content.of(file), Digest.of(bytes)));
                uploads.add(new Upload(ObjectKey.of("bytes/" + size), Content.of(bytes), Digest.of(bytes)));
            }

            store.upload(uploads, TransferListener.SILENT);

            for (Upload upload : uploads) {
                assertThat(upload.sha256()).contains(stored(store, upload.key()));
            }
            assertThat(store.fallbacks()).isZero();
        }
    }

    @Test
    void conditionsHoldAsOverTheSdk() throws IOException {
        Path large = Files.write(folder.resolve("large"), random(PartSize.BYTES + 1));
        try (S3Store store = store(PayloadSigning.BY_CHANNEL)) {
            PutOutcome.Stored first = (PutOutcome.Stored) store.put(KEY, Content.of("1"), PutCondition.ifAbsent());
            assertThat(store.put(KEY, Content.of("2"), PutCondition.ifAbsent()))
                    .isInstanceOf(PutOutcome.ConditionNotMet.class);
            assertThat(store.put(KEY, Content.of(large), PutCondition.ifAbsent()))
                    .isInstanceOf(PutOutcome.ConditionNotMet.class);
            assertThat(store.head(KEY).orElseThrow().etag()).isEqualTo(first.etag());
            assertThat(store.put(KEY, Content.of("3"), PutCondition.ifMatch(first.etag())))
                    .isInstanceOf(PutOutcome.Stored.class);
            assertThat(store.put(KEY, Content.of("4"), PutCondition.ifMatch(first.etag())))
                    .isInstanceOf(PutOutcome.ConditionNotMet.class);
            assertThat(stored(store, KEY)).isEqualTo(Digest.of("3"));
            assertThat(store.fallbacks()).isZero();
        }
    }

    @Test
    void aFileThatHasOtherBytesThanAnnouncedIsNotStored() throws IOException {
        try (S3Store store = store(PayloadSigning.UNSIGNED)) {
            for (int size : List.of(1_000, 300_000, PartSize.BYTES + 1)) {
                Content file = Content.of(Files.write(folder.resolve("" + size), new byte[size]));
                assertThatThrownBy(() -> upload(store, new Upload(KEY, file, Digest.of("other"))))
                        .isInstanceOf(DataCorruptException.class)
                        .hasMessageContaining(KEY.value());
                assertThat(store.head(KEY)).isEmpty();
            }
            assertNothingIsPending(store);
        }
    }

    @Test
    void aFileThatChangesItsLengthIsNotStored() throws IOException {
        try (S3Store store = store(PayloadSigning.BY_CHANNEL)) {
            for (int size : List.of(300_000, PartSize.BYTES + 1)) {
                byte[] bytes = new byte[size];
                Path file = Files.write(folder.resolve("" + size), bytes);
                Content content = Content.of(file);
                Files.write(file, new byte[size + 1]);
                assertThatThrownBy(() -> upload(store, new Upload(KEY, content, Digest.of(bytes))))
                        .isInstanceOf(DataCorruptException.class);
                assertThatThrownBy(() -> store.put(KEY, content, PutCondition.always()))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("length");
                assertThat(store.head(KEY)).isEmpty();
            }
        }
    }

    @Test
    void aLargeFileThatIsWrittenToWhileItIsSentIsNotStored() throws IOException {
        byte[] bytes = random(PartSize.BYTES + 1);
        Path file = Files.write(folder.resolve("large"), bytes);
        TransferListener touching = new TransferListener() {
            @Override
            public void transferred(long count) {
                try {
                    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void finished(ObjectKey key) {}
        };
        try (S3Store store = store(PayloadSigning.UNSIGNED)) {
            Upload upload = new Upload(KEY, Content.of(file), Digest.of(bytes));
            assertThatThrownBy(() -> store.upload(List.of(upload), touching))
                    .isInstanceOf(DataCorruptException.class)
                    .hasMessageContaining("written to while it was sent");
            assertThat(store.head(KEY)).isEmpty();
            assertNothingIsPending(store);
        }
    }

    @Test
    void aRefusalIsToldAsTheSdkTellsItAfterTheSdkHasTried() throws IOException {
        Path large = Files.write(folder.resolve("large"), new byte[6 << 20]);
        S3Settings settings = LocalS3.settings(server.getUri(), server.getAccessKey(), "another-secret").toBuilder()
                .transport(S3Transport.OWN)
                .build();
        String bucket = TestBuckets.createIn(LocalS3.settings(server));
        try (S3Store store = S3Store.open(bucket, settings)) {
            assertThatThrownBy(() -> store.put(KEY, Content.of(large), PutCondition.ifAbsent()))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("SignatureDoesNotMatch");
            assertThat(store.fallbacks()).isOne();
        }
    }

    private S3Store store(PayloadSigning signing) {
        S3Settings settings = LocalS3.settings(server).toBuilder()
                .transport(S3Transport.OWN)
                .payloadSigning(signing)
                .build();
        return S3Store.open(TestBuckets.createIn(settings), settings);
    }

    private static void upload(S3Store store, Upload upload) {
        store.upload(List.of(upload), TransferListener.SILENT);
    }

    private static void assertNothingIsPending(S3Store store) {
        assertThat(store.bucket()
                        .client()
                        .listMultipartUploads(
                                request -> request.bucket(store.bucket().name()))
                        .uploads())
                .isEmpty();
    }

    private static Digest stored(S3Store store, ObjectKey key) throws IOException {
        try (GetOutcome outcome = store.get(key, ByteRange.ALL, GetCondition.always())) {
            return Digest.of(((GetOutcome.Found) outcome).body().readAllBytes());
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
