package io.mlplatform.s3;

import io.mlplatform.Digest;
import io.mlplatform.s3.internal.lane.Header;
import io.mlplatform.s3.internal.lane.ResponseHead;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The SDK's puts as headers of the own lane, and its answers as the SDK's: of both as much as is used here. The owner of the
 * bucket is added by {@link LaneRequests}.
 */
final class PutHeaders {

    private static final String CHECKSUM = "x-amz-checksum-";
    private static final String CRC32C = CHECKSUM + "crc32c";

    private final List<Header> headers = new ArrayList<>();

    private PutHeaders() {
        add("content-type", Payload.TYPE);
    }

    static PutHeaders of(PutObjectRequest request) {
        PutHeaders headers = new PutHeaders();
        headers.add("if-none-match", request.ifNoneMatch());
        headers.add("if-match", request.ifMatch());
        headers.add("x-amz-storage-class", request.storageClassAsString());
        headers.add("x-amz-server-side-encryption", request.serverSideEncryptionAsString());
        headers.add("x-amz-server-side-encryption-aws-kms-key-id", request.ssekmsKeyId());
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
        boolean same = headers.stream()
                .filter(header -> header.name().startsWith(CHECKSUM))
                .allMatch(sent ->
                        head.header(sent.name()).map(sent.value()::equals).orElse(true));
        return same && !EntityTag.of(head.header("etag").orElse(null)).isEmpty();
    }

    static PutObjectResponse stored(ResponseHead head) {
        PutObjectResponse.Builder response = PutObjectResponse.builder()
                .eTag(head.header("etag").orElse(null))
                .versionId(head.header("x-amz-version-id").orElse(null));
        response.sdkHttpResponse(http(head));
        return response.build();
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
        Optional.ofNullable(value).ifPresent(text -> headers.add(new Header(name, text)));
    }
}
