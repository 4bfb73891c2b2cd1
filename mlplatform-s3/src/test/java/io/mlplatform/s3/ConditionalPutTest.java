package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.MlPlatform;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Conditional puts whose answers get lost, or say neither yes nor no. */
class ConditionalPutTest {

    private static final ObjectKey KEY = ObjectKey.of("data/model.bin");
    private static final byte[] LARGE = new byte[PartSize.BYTES + 1];

    @RegisterExtension
    final S3ProxyExtension server = LocalS3.server();

    private TamperedStore tampered;

    @BeforeEach
    void open() {
        tampered = TamperedStore.open(LocalS3.settings(server));
    }

    @AfterEach
    void close() {
        tampered.close();
    }

    @Test
    void aSmallPutWhoseAnswerIsLostReportsItsOwnObjectAsAnothers() throws IOException {
        tampered.http().loseAnswer(TamperingHttpClient.PUT_OBJECT);
        PutOutcome outcome = tampered.store().put(KEY, Content.of("mine"), PutCondition.ifAbsent());
        assertThat(outcome).isInstanceOf(PutOutcome.ConditionNotMet.class);
        try (GetOutcome present = tampered.store().get(KEY, ByteRange.ALL, GetCondition.always())) {
            assertThat(((GetOutcome.Found) present).body()).hasContent("mine");
        }
    }

    @Test
    void aPutWhoseAnswerIsLostIsNotSaidToBeDeniedWhenItsRepetitionIs() {
        tampered.http().loseAnswer(TamperingHttpClient.PUT_OBJECT);
        tampered.http().refuse(TamperingHttpClient.PUT_OBJECT, 403, "AccessDenied", 1);
        assertThatThrownBy(() -> tampered.store().put(KEY, Content.of("mine"), PutCondition.ifAbsent()))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("may have taken effect")
                .hasMessageContaining("ask for s3:PutObject");
        assertThat(tampered.store().head(KEY)).isPresent();
    }

    @Test
    void aConflictWithItsOwnEarlierAttemptIsNoReasonToBelieveALaterRefusal() {
        tampered.http().loseAnswer(TamperingHttpClient.PUT_OBJECT);
        tampered.http().refuse(TamperingHttpClient.PUT_OBJECT, 409, "ConditionalRequestConflict", 1);
        tampered.http().refuse(TamperingHttpClient.PUT_OBJECT, 403, "AccessDenied", 1);
        assertThatThrownBy(() -> tampered.store().put(KEY, Content.of("mine"), PutCondition.ifAbsent()))
                .isInstanceOf(StorageUnavailableException.class);
    }

    @Test
    void aRefusalAtTheFirstAttemptIsDefinite() {
        tampered.http().refuse(TamperingHttpClient.PUT_OBJECT, 403, "AccessDenied", 1);
        assertThatThrownBy(() -> tampered.store().put(KEY, Content.of("mine"), PutCondition.ifAbsent()))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(tampered.store().head(KEY)).isEmpty();
    }

    @Test
    void aPublishWhoseLogEntryStandsSucceedsThoughItsRepetitionIsDenied() {
        Predicate<SdkHttpRequest> log = TamperingHttpClient.PUT_OBJECT.and(
                request -> request.encodedPath().contains("/_log/"));
        tampered.http().loseAnswer(log);
        tampered.http().refuse(log, 403, "AccessDenied", 1);
        try (MlPlatform ml =
                MlPlatform.builder().store(tampered.store(), "lake/").open()) {
            DatasetVersion version = ml.datasets()
                    .draft("growth/churn")
                    .addBytes("a.csv", "1".getBytes(StandardCharsets.UTF_8))
                    .publish();
            assertThat(version.version()).isEqualTo(1);
        }
    }

    @Test
    void aLargePutWhoseAnswerIsLostKnowsItsOwnObject() {
        tampered.http().loseAnswer(TamperingHttpClient.COMPLETE_UPLOAD);
        PutOutcome outcome = tampered.store().put(KEY, Content.of(LARGE), PutCondition.ifAbsent());
        assertThat(outcome).isInstanceOf(PutOutcome.Stored.class);
        assertThat(((PutOutcome.Stored) outcome).etag())
                .isEqualTo(tampered.store().head(KEY).orElseThrow().etag());
    }

    @Test
    void aLargePutToAKeyWithEqualBytesOfAnotherIsNotStored() {
        tampered.store().put(KEY, Content.of(LARGE), PutCondition.always());
        tampered.http().loseAnswer(TamperingHttpClient.COMPLETE_UPLOAD);
        assertThat(tampered.store().put(KEY, Content.of(LARGE), PutCondition.ifAbsent()))
                .isInstanceOf(PutOutcome.ConditionNotMet.class);
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void aConflictIsAnsweredByTheSamePutAgain() {
        tampered.http().refuse(TamperingHttpClient.PUT_OBJECT, 409, "ConditionalRequestConflict", 3);
        assertThat(tampered.store().put(KEY, Content.of("mine"), PutCondition.ifAbsent()))
                .isInstanceOf(PutOutcome.Stored.class);
        assertThat(tampered.http().requests()).hasSize(4);
        assertThat(tampered.pauses()).containsExactly(1, 2, 3);
    }

    @Test
    void conflictsWithoutEndAreNoAnswer() {
        tampered.http().refuse(TamperingHttpClient.PUT_OBJECT, 409, "ConditionalRequestConflict", 9);
        assertThatThrownBy(() -> tampered.store().put(KEY, Content.of("mine"), PutCondition.ifAbsent()))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("s3://tampered/data/model.bin")
                .hasMessageContaining("4 tries");
        assertThat(tampered.http().requests()).hasSize(4);
    }

    @Test
    void aConflictOnCompletionSendsEveryPartAgain() {
        tampered.http().refuse(TamperingHttpClient.COMPLETE_UPLOAD, 409, "ConditionalRequestConflict", 1);
        assertThat(tampered.store().put(KEY, Content.of(LARGE), PutCondition.ifAbsent()))
                .isInstanceOf(PutOutcome.Stored.class);
        assertThat(tampered.http().requests().stream()
                        .filter(request -> request.rawQueryParameters().containsKey("partNumber")))
                .hasSize(6);
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void anUploadThatVanishedIsBegunAgain() {
        tampered.http().refuse(TamperingHttpClient.COMPLETE_UPLOAD, 404, "NoSuchUpload", 1);
        assertThat(tampered.store().put(KEY, Content.of(LARGE), PutCondition.ifAbsent()))
                .isInstanceOf(PutOutcome.Stored.class);
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void aConflictOnCompletionOverAnotherObjectIsAConditionNotMet() {
        tampered.store().put(KEY, Content.of("another's"), PutCondition.ifAbsent());
        tampered.http().refuse(TamperingHttpClient.COMPLETE_UPLOAD, 409, "ConditionalRequestConflict", 1);
        assertThat(tampered.store().put(KEY, Content.of(LARGE), PutCondition.ifAbsent()))
                .isInstanceOf(PutOutcome.ConditionNotMet.class);
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void aFailedPartLeavesNoUploadBehind() {
        tampered.http()
                .refuse(request -> request.rawQueryParameters().containsKey("partNumber"), 403, "AccessDenied", 1);
        assertThatThrownBy(() -> tampered.store().put(KEY, Content.of(LARGE), PutCondition.always()))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("s3:PutObject");
        assertThat(openUploads()).isEmpty();
        assertThat(tampered.store().head(KEY)).isEmpty();
    }

    @Test
    void anInterruptedPutLeavesNoUploadBehind() {
        Thread caller = Thread.currentThread();
        Content interrupting = new Content() {
            @Override
            public long length() {
                return LARGE.length;
            }

            @Override
            public InputStream open() {
                caller.interrupt();
                return new ByteArrayInputStream(LARGE);
            }
        };
        assertThatThrownBy(() -> tampered.store().put(KEY, interrupting, PutCondition.always()))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(tampered.http().requests()).anyMatch(request -> request.method() == SdkHttpMethod.DELETE);
        assertThat(openUploads()).isEmpty();
    }

    private List<String> openUploads() {
        return tampered
                .client()
                .listMultipartUploads(request -> request.bucket(TamperedStore.BUCKET))
                .uploads()
                .stream()
                .map(MultipartUpload::key)
                .toList();
    }
}
