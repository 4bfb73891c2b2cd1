package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import io.mlplatform.store.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What puts over the own lane carry, and what they make of refusals, conflicts and answers that never come. */
class OwnLanePutTest {

    private static final ObjectKey KEY = ObjectKey.of("data/model.bin");
    private static final byte[] BYTES = new byte[300_000];
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private AnsweringServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = new AnsweringServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPutWhoseAnswerIsLostReportsWhatItsRepetitionMeets() {
        server.answer(AnsweringServer.LOST, "");
        server.answer(412, "PreconditionFailed");
        try (S3Store store = server.store(S3Settings.builder())) {
            assertThat(put(store)).isInstanceOf(PutOutcome.ConditionNotMet.class);
            assertThat(store.fallbacks()).isZero();
        }
    }

    @Test
    void aPutWhoseAnswerIsLostIsNotSaidToBeDeniedWhenItsRepetitionsAre() {
        server.answer(AnsweringServer.LOST, "");
        server.answer(403, "AccessDenied");
        server.answer(403, "AccessDenied");
        try (S3Store store = server.store(S3Settings.builder())) {
            assertThatThrownBy(() -> put(store))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("may have taken effect")
                    .hasMessageContaining("ask for s3:PutObject");
            assertThat(store.fallbacks()).isOne();
        }
    }

    @Test
    void aConflictWithItsOwnEarlierAttemptIsNoReasonToBelieveALaterRefusal() {
        server.answer(AnsweringServer.LOST, "");
        server.answer(409, "ConditionalRequestConflict");
        try (S3Store store = server.store(S3Settings.builder())) {
            assertThatThrownBy(() -> put(store)).isInstanceOf(StorageUnavailableException.class);
        }
        assertThat(server.puts()).hasSize(2);
    }

    @Test
    void aRefusalAtTheFirstAttemptIsDefinite() {
        server.answer(403, "AccessDenied");
        server.answer(403, "AccessDenied");
        try (S3Store store = server.store(S3Settings.builder())) {
            assertThatThrownBy(() -> put(store)).isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void aConflictIsAnsweredByTheSamePutAgain() {
        server.answer(409, "ConditionalRequestConflict");
        try (S3Store store = server.store(S3Settings.builder())) {
            assertThat(put(store)).isInstanceOf(PutOutcome.Stored.class);
        }
        assertThat(server.puts()).hasSize(2).allSatisfy(got -> {
            assertThat(got.body()).isEqualTo(Digest.of(BYTES));
            assertThat(got.header("if-none-match")).contains("*");
        });
    }

    @Test
    void aServerInTroubleIsAskedAgain() {
        server.answer(503, "SlowDown");
        server.answer(400, "RequestTimeout");
        try (S3Store store = server.store(S3Settings.builder())) {
            assertThat(put(store)).isInstanceOf(PutOutcome.Stored.class);
        }
        assertThat(server.puts()).hasSize(3);
    }

    @Test
    void aPutOfOneRequestCarriesItsDigestAsSignatureAndAsChecksum() {
        S3Settings.Builder settings = S3Settings.builder()
                .expectedBucketOwner("123456789012")
                .sseKmsKey("alias/ml")
                .storageClass("STANDARD_IA")
                .payloadSigning(PayloadSigning.UNSIGNED);
        Upload upload = new Upload(KEY, Content.of(BYTES), Digest.of(BYTES));
        try (S3Store store = server.store(settings)) {
            store.upload(List.of(upload), TransferListener.SILENT);
        }
        assertThat(server.requests()).singleElement().satisfies(put -> {
            assertThat(put.header("x-amz-content-sha256"))
                    .contains(Digest.of(BYTES).hex());
            assertThat(put.header("x-amz-checksum-sha256")).isPresent();
            assertThat(put.header("x-amz-expected-bucket-owner")).contains("123456789012");
            assertThat(put.header("x-amz-server-side-encryption")).contains("aws:kms");
            assertThat(put.header("x-amz-server-side-encryption-aws-kms-key-id"))
                    .contains("alias/ml");
            assertThat(put.header("x-amz-storage-class")).contains("STANDARD_IA");
            assertThat(put.header("content-type")).contains("application/octet-stream");
        });
    }

    @Test
    void aPutOfOneRequestWhoseDigestNobodyToldDoesToo() {
        try (S3Store store = server.store(S3Settings.builder().payloadSigning(PayloadSigning.UNSIGNED))) {
            store.put(KEY, Content.of(BYTES), PutCondition.ifAbsent());
        }
        assertThat(server.requests()).singleElement().satisfies(put -> {
            assertThat(put.header("x-amz-content-sha256"))
                    .contains(Digest.of(BYTES).hex());
            assertThat(put.header("x-amz-checksum-sha256")).isPresent();
        });
    }

    @Test
    void partsOverPlainHttpAreSignedAndChecksummed() throws IOException {
        putLarge(S3Settings.builder());
        assertThat(server.requests().get(0).header("x-amz-checksum-algorithm")).contains("CRC32C");
        assertThat(server.puts()).hasSize(3).allSatisfy(part -> {
            assertThat(part.header("x-amz-content-sha256")).contains(part.body().hex());
            assertThat(part.header("x-amz-checksum-crc32c")).isPresent();
            assertThat(part.query()).contains("uploadId=an%2Fid%2B");
        });
    }

    @Test
    void unsignedPartsOverPlainHttpCarryNeitherSignatureNorChecksum() throws IOException {
        putLarge(S3Settings.builder().payloadSigning(PayloadSigning.UNSIGNED));
        assertThat(server.requests().get(0).header("x-amz-checksum-algorithm")).isEmpty();
        assertThat(server.puts()).hasSize(3).allSatisfy(part -> {
            assertThat(part.header("x-amz-content-sha256")).contains(UNSIGNED);
            assertThat(part.header("x-amz-checksum-crc32c")).isEmpty();
        });
    }

    @Test
    void aDigestOfALargeObjectThatIsToBeBelievedIsNotReckoned() throws IOException {
        Path large = Files.write(folder.resolve("large"), new byte[PartSize.BYTES + 1]);
        S3Settings.Builder settings =
                S3Settings.builder().payloadSigning(PayloadSigning.UNSIGNED).verification(Verification.SIZE);
        try (S3Store store = server.store(settings)) {
            store.upload(List.of(new Upload(KEY, Content.of(large), Digest.of("another"))), TransferListener.SILENT);
        }
        assertThat(server.puts()).hasSize(3).allSatisfy(put -> assertThat(put.header("x-amz-content-sha256"))
                .contains(UNSIGNED));
    }

    @Test
    void aPartThatTheLaneCannotSendGoesByTheSdkUnderTheSameChecksum() throws IOException {
        server.answer(307, "TemporaryRedirect");
        putLarge(S3Settings.builder().parallelism(1));
        assertThat(server.puts()).hasSize(4).allSatisfy(part -> {
            assertThat(part.isPart()).isTrue();
            assertThat(part.header("x-amz-checksum-crc32c")).isPresent();
        });
    }

    private void putLarge(S3Settings.Builder settings) throws IOException {
        Path file = Files.write(folder.resolve("large"), new byte[PartSize.BYTES + 1]);
        try (S3Store store = server.store(settings)) {
            assertThat(store.put(KEY, Content.of(file), PutCondition.ifAbsent()))
                    .isInstanceOf(PutOutcome.Stored.class);
        }
    }

    private static PutOutcome put(S3Store store) {
        return store.put(KEY, Content.of(BYTES), PutCondition.ifAbsent());
    }
}
