package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What the settings put into requests, and odd answers. */
class SentRequestsTest {

    private static final ObjectKey KEY = ObjectKey.of("data/model.bin");

    @RegisterExtension
    final S3ProxyExtension server = S3ProxyExtension.builder()
            .withBlobStoreProvider("transient-nio2")
            .withCredentials("local-access", "local-secret")
            .ignoreUnknownHeaders()
            .build();

    @Test
    void everyRequestNamesTheExpectedOwner() throws IOException {
        S3Settings settings = LocalS3.settings(server).toBuilder()
                .expectedBucketOwner("123456789012")
                .build();
        try (TamperedStore tampered = TamperedStore.open(settings)) {
            tampered.http().refuse(TamperingHttpClient.COMPLETE_UPLOAD, 409, "ConditionalRequestConflict", 1);
            tampered.store().head(KEY);
            tampered.store().put(KEY, Content.of("x"), PutCondition.ifAbsent());
            tampered.store().put(KEY, Content.of(new byte[PartSize.BYTES + 1]), PutCondition.always());
            tampered.store()
                    .get(KEY, ByteRange.of(1L << 40, 1), GetCondition.always())
                    .close();
            tampered.store().list("", "", Delimiter.NONE, 10);
            tampered.store().delete(List.of(KEY));
            assertThat(tampered.http().requests())
                    .hasSizeGreaterThan(12)
                    .allMatch(request -> request.firstMatchingHeader("x-amz-expected-bucket-owner")
                            .filter("123456789012"::equals)
                            .isPresent());
        }
    }

    @Test
    void newObjectsCarryTheirKeyAndStorageClass() {
        S3Settings settings = LocalS3.settings(server).toBuilder()
                .sseKmsKey("alias/ml")
                .storageClass("STANDARD_IA")
                .build();
        try (TamperedStore tampered = TamperedStore.open(settings)) {
            tampered.store().put(KEY, Content.of("x"), PutCondition.always());
            tampered.store().put(KEY, Content.of(new byte[PartSize.BYTES + 1]), PutCondition.always());
            List<SdkHttpRequest> begun = tampered.http().requests().stream()
                    .filter(request -> request.method() == SdkHttpMethod.PUT
                                    && !request.rawQueryParameters().containsKey("uploadId")
                            || request.rawQueryParameters().containsKey("uploads"))
                    .toList();
            assertThat(begun).hasSize(2).allSatisfy(request -> {
                assertThat(request.firstMatchingHeader("x-amz-server-side-encryption"))
                        .contains("aws:kms");
                assertThat(request.firstMatchingHeader("x-amz-server-side-encryption-aws-kms-key-id"))
                        .contains("alias/ml");
                assertThat(request.firstMatchingHeader("x-amz-storage-class")).contains("STANDARD_IA");
            });
        }
    }

    @Test
    void aPutTellsTheVersionIdThatTheBucketGave() {
        try (TamperedStore tampered = TamperedStore.open(LocalS3.settings(server))) {
            tampered.http().answer(TamperingHttpClient.PUT_OBJECT, stored("3sL4kqtJlcpXroDTDmJ"), "");
            tampered.http().answer(TamperingHttpClient.PUT_OBJECT, stored("null"), "");

            assertThat(tampered.store().put(KEY, Content.of("x"), PutCondition.always()))
                    .extracting("versionId")
                    .isEqualTo(Optional.of("3sL4kqtJlcpXroDTDmJ"));
            assertThat(tampered.store().put(KEY, Content.of("x"), PutCondition.always()))
                    .extracting("versionId")
                    .isEqualTo(Optional.empty());
        }
    }

    private static SdkHttpResponse stored(String versionId) {
        return SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("ETag", "\"tag\"")
                .putHeader("Date", "Mon, 23 Nov 2026 12:00:00 GMT")
                .putHeader("x-amz-version-id", versionId)
                .build();
    }

    @Test
    void aServerThatIgnoresRangesIsRefused() {
        try (TamperedStore tampered = TamperedStore.open(LocalS3.settings(server))) {
            SdkHttpResponse whole = SdkHttpResponse.builder()
                    .statusCode(200)
                    .putHeader("Content-Length", "5")
                    .putHeader("ETag", "\"tag\"")
                    .build();
            tampered.http().answer(request -> request.method() == SdkHttpMethod.GET, whole, "whole");
            assertThatThrownBy(() -> tampered.store().get(KEY, ByteRange.of(1, 2), GetCondition.always()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("ignored the range");
        }
    }

    @Test
    void aBodyLeftUnreadGivesItsConnectionUp() throws IOException {
        try (TamperedStore tampered = TamperedStore.open(LocalS3.settings(server))) {
            tampered.store().put(KEY, Content.of(new byte[8 << 20]), PutCondition.always());
            for (int i = 0; i < 100; i++) {
                try (GetOutcome outcome = tampered.store().get(KEY, ByteRange.ALL, GetCondition.always())) {
                    assertThat(((GetOutcome.Found) outcome).body().read()).isZero();
                }
            }
        }
    }

    @Test
    void anEmptyPageThatIsNotTheLastIsFollowed() {
        try (TamperedStore tampered = TamperedStore.open(LocalS3.settings(server))) {
            tampered.store().put(KEY, Content.of("x"), PutCondition.always());
            SdkHttpResponse ok = SdkHttpResponse.builder().statusCode(200).build();
            tampered.http()
                    .answer(
                            request -> request.method() == SdkHttpMethod.GET,
                            ok,
                            "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>data/</NextContinuationToken>"
                                    + "</ListBucketResult>");
            assertThat(tampered.store().list("", "", Delimiter.NONE, 10).objects())
                    .hasSize(1);
            assertThat(tampered.http().requests())
                    .anyMatch(request -> request.firstMatchingRawQueryParameter("continuation-token")
                            .isPresent());
        }
    }

    @Test
    void oneKeyThatCannotBeDeletedIsNamed() {
        try (TamperedStore tampered = TamperedStore.open(LocalS3.settings(server))) {
            SdkHttpResponse ok = SdkHttpResponse.builder().statusCode(200).build();
            tampered.http()
                    .answer(
                            request -> request.method() == SdkHttpMethod.POST,
                            ok,
                            "<DeleteResult><Error><Key>data/b</Key><Code>AccessDenied</Code><Message>no</Message></Error>"
                                    + "</DeleteResult>");
            assertThatThrownBy(() -> tampered.store().delete(List.of(ObjectKey.of("data/a"), ObjectKey.of("data/b"))))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("s3://tampered/data/b")
                    .hasMessageContaining("1 of 2 objects")
                    .hasMessageContaining("s3:DeleteObject");
        }
    }
}
