package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.MlPlatformException;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import java.io.IOException;
import java.net.SocketException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.model.StsException;

/** What becomes of the SDK's failures. */
class S3FailuresTest {

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, s3:GetObject",
        "403, '', s3:ListBucket on the bucket",
        "401, '', s3:GetObject",
        "400, ExpiredToken, sign in again",
        "400, TokenRefreshRequired, sign in again",
        "403, InvalidAccessKeyId, check the access key",
        "403, SignatureDoesNotMatch, its secret",
        "403, RequestTimeTooSkewed, clock",
        "400, KMS.DisabledException, KMS key",
    })
    void wantOfARightIsAccessDenied(int status, String code, String remedy) {
        assertThat(mapped(status, code))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining(remedy)
                .matches(e -> !e.isRetryable());
    }

    @ParameterizedTest
    @CsvSource({"404, NoSuchBucket, create it", "404, NoSuchKey, no such thing", "404, NoSuchUpload, no such thing"})
    void absenceIsNotFound(int status, String code, String remedy) {
        assertThat(mapped(status, code)).isInstanceOf(NotFoundException.class).hasMessageContaining(remedy);
    }

    @ParameterizedTest
    @CsvSource({
        "500, InternalError",
        "503, SlowDown",
        "503, ''",
        "502, ''",
        "429, TooManyRequests",
        "400, RequestTimeout",
        "200, InternalError",
        "400, BadDigest",
        "400, XAmzContentSHA256Mismatch",
        "409, OperationAborted",
    })
    void whatMayPassIsUnavailableAndRetryable(int status, String code) {
        assertThat(mapped(status, code))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("again")
                .matches(MlPlatformException::isRetryable);
    }

    @ParameterizedTest
    @CsvSource({
        "403, InvalidObjectState, RestoreObject",
        "301, PermanentRedirect, set the region to eu-west-3",
        "400, AuthorizationHeaderMalformed, set the region to eu-west-3",
        "307, '', set the region to eu-west-3",
        "501, NotImplemented, it could not be read",
        "400, InvalidRequest, it could not be read",
        "400, '', sign in again",
    })
    void whatStaysSoIsRefusedWithItsRemedy(int status, String code, String remedy) {
        assertThat(mapped(status, code))
                .isExactlyInstanceOf(RefusedException.class)
                .hasMessageContaining(remedy)
                .matches(e -> !e.isRetryable());
    }

    @Test
    void noAnswerIsUnavailable() {
        Stream.of(
                        SdkClientException.create(
                                "Unable to execute HTTP request: Broken pipe", new SocketException("Broken pipe")),
                        SdkClientException.create("Unable to execute HTTP request: Read timed out", new IOException()),
                        ApiCallTimeoutException.create(1_000))
                .map(S3FailuresTest::mapped)
                .forEach(e -> assertThat(e)
                        .isInstanceOf(StorageUnavailableException.class)
                        .hasMessageContaining("no answer")
                        .hasMessageContaining("check the endpoint"));
    }

    @Test
    void missingCredentialsAreAccessDenied() {
        SdkException e = SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        assertThat(mapped(e)).isInstanceOf(AccessDeniedException.class).hasMessageContaining("sign in");
    }

    @Test
    void aMissingRegionIsRefusedWithItsRemedy() {
        SdkException e = SdkClientException.create("Unable to load region from any of the providers in the chain");
        assertThat(mapped(e)).isInstanceOf(RefusedException.class).hasMessageContaining("AWS_REGION");
    }

    @Test
    void aRoleThatMayNotBeTakenOnIsAccessDenied() {
        SdkException e = StsException.builder()
                .statusCode(403)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("AccessDenied")
                        .errorMessage("not authorized to perform: sts:AssumeRole")
                        .build())
                .build();
        assertThat(mapped(e)).isInstanceOf(AccessDeniedException.class).hasMessageContaining("sts:AssumeRole");
    }

    @Test
    void aRoleThatIsNotThereIsNotAKeyThatIsNotThere() {
        SdkException e = StsException.builder()
                .statusCode(404)
                .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode("NoSuchEntity").build())
                .build();
        assertThat(S3Failures.status(e)).isZero();
        assertThat(mapped(e)).isInstanceOf(AccessDeniedException.class).hasMessageContaining("check the role");
    }

    @ParameterizedTest
    @EnumSource(S3Action.class)
    void aDenialNamesTheRightToAskFor(S3Action action) {
        assertThat(S3Failures.of(answer(403, "AccessDenied"), action, "s3://acme/x"))
                .hasMessageContaining(action.right());
    }

    @Test
    void theMessageTellsResourceAnswerAndRequest() {
        assertThat(mapped(503, "SlowDown"))
                .hasMessageStartingWith("s3://acme/data/x: ")
                .hasMessageContaining("SlowDown: said by the server")
                .hasMessageContaining("[request REQ1]")
                .hasMessageContaining("[host HOST1]")
                .hasCauseInstanceOf(S3Exception.class);
    }

    private static MlPlatformException mapped(int status, String code) {
        return mapped(answer(status, code));
    }

    private static MlPlatformException mapped(SdkException e) {
        return S3Failures.of(e, S3Action.READ, "s3://acme/data/x");
    }

    private static SdkException answer(int status, String code) {
        SdkHttpResponse response = SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("x-amz-bucket-region", "eu-west-3")
                .build();
        AwsErrorDetails.Builder details = AwsErrorDetails.builder().sdkHttpResponse(response);
        if (!code.isEmpty()) {
            details.errorCode(code).errorMessage("said by the server");
        }
        return S3Exception.builder()
                .statusCode(status)
                .requestId("REQ1")
                .extendedRequestId("HOST1")
                .awsErrorDetails(details.build())
                .build();
    }
}
