package io.mlplatform.s3;

import io.mlplatform.Digest;
import io.mlplatform.s3.internal.lane.Header;
import io.mlplatform.s3.internal.lane.ResponseHead;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Puts as headers of the own lane, and what its answers say: of parts as the SDK has it, of both as much as is used here. The
 * owner of the bucket is added by {@link LaneRequests}.
 */
final class PutHeaders {

    private static final String CHECKSUM = "x-amz-checksum-";
    private static final String CRC32C = CHECKSUM + "crc32c";

    private final List<Header> headers = new ArrayList<>();

    private PutHeaders() {
        add("content-type", Payload.TYPE);
    }

    static PutHeaders of(PutCondition condition, S3Settings settings) {
        PutHeaders headers = new PutHeaders();
        headers.add("if-none-match", EntityTag.ifNoneMatch(condition));
        headers.add("if-match", EntityTag.ifMatch(condition, settings.server()));
        settings.storageClass().ifPresent(name -> headers.add("x-amz-storage-class", name));
        settings.sseKmsKey().ifPresent(key -> {
            headers.add("x-amz-server-side-encryption", "aws:kms");
            headers.add("x-amz-server-side-encryption-aws-kms-key-id", key);
        });
        return headers;
    }

    static PutHeaders of(UploadPartRequest request) {
        PutHeaders headers = new PutHeaders();
        headers.add(CRC32C, request.checksumCRC32C());
        return headers;
    }

    /** Lets the server check, and keep, the SHA-256 of an object. */
    void sha256(Digest digest) {
        byte[] bytes = HexFormat.of().parseHex(digest.hex());
        add(CHECKSUM + "sha256", Base64.getEncoder().encodeToString(bytes));
    }

    List<Header> all() {
        return headers;
    }

    /** Whether a success can be believed: it has the tag of what was stored, and no other checksum than was sent. */
    boolean areProvenBy(ResponseHead head) {
        for (Header sent : headers) {
            if (sent.name().startsWith(CHECKSUM)
                    && !head.header(sent.name()).orElse(sent.value()).equals(sent.value())) {
                return false;
            }
        }
        return !EntityTag.of(head.header("etag").orElse(null)).isEmpty();
    }

    static PutOutcome.Stored stored(ResponseHead head, S3Bucket bucket) {
        return new PutOutcome.Stored(
                EntityTag.of(head.header("etag").orElse(null)),
                VersionId.of(head.header("x-amz-version-id").orElse(null)),
                LaneAnswer.date(bucket, head));
    }

    static UploadPartResponse storedPart(ResponseHead head) {
        UploadPartResponse.Builder response = UploadPartResponse.builder()
                .eTag(head.header("etag").orElse(null))
                .checksumCRC32C(head.header(CRC32C).orElse(null));
        response.sdkHttpResponse(http(head));
        return response.build();
    }

    private static SdkHttpResponse http(ResponseHead head) {
        SdkHttpResponse.Builder http = SdkHttpResponse.builder().statusCode(head.status());
        head.header("date").ifPresent(date -> http.putHeader("Date", date));
        return http.build();
    }

    private void add(String name, @Nullable String value) {
        if (value != null) {
            headers.add(new Header(name, value));
        }
    }
}
