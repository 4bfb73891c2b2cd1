package io.mlplatform.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mlplatform.s3.internal.lane.BodySink;
import io.mlplatform.s3.internal.lane.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The body of an answer that is no success, read as S3 writes errors, so that one refused by the own lane is told as one
 * refused by the SDK's. What is no such document has no code, and the status decides. Its two elements are looked for as text: no
 * XML is parsed.
 */
final class LaneRefusal implements BodySink {

    private static final int MAX_BYTES = 1 << 16;
    private static final int ENDLESS_BYTES = 1 << 20;
    private static final List<String> KEPT_HEADERS =
            List.of("Date", "x-amz-request-id", "x-amz-id-2", "x-amz-bucket-region", "Retry-After");

    private final ResponseHead head;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private long came;

    LaneRefusal(ResponseHead head) {
        this.head = head;
    }

    @Override
    public void accept(ByteBuffer bytes) throws IOException {
        came += bytes.remaining();
        if (isEndless()) {
            throw new IOException("a refusal of more than " + ENDLESS_BYTES + " bytes is not read to its end");
        }
        int kept = Math.min(bytes.remaining(), MAX_BYTES - body.size());
        byte[] copy = new byte[kept];
        bytes.get(copy);
        body.writeBytes(copy);
        bytes.position(bytes.limit());
    }

    /** Whether it was given up, being longer than any that a server means. */
    boolean isEndless() {
        return came > ENDLESS_BYTES;
    }

    /** The refusal as the SDK would throw it, after so many attempts. */
    S3Exception exception(int attempts) {
        SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(head.status());
        KEPT_HEADERS.forEach(name -> head.header(name).ifPresent(value -> response.putHeader(name, value)));
        AwsErrorDetails.Builder details = AwsErrorDetails.builder()
                .serviceName("S3")
                .errorCode(element("Code"))
                .errorMessage(element("Message"))
                .sdkHttpResponse(response.build());
        S3Exception.Builder builder = (S3Exception.Builder) S3Exception.builder()
                .awsErrorDetails(details.build())
                .statusCode(head.status())
                .requestId(head.header("x-amz-request-id").orElse(null))
                .extendedRequestId(head.header("x-amz-id-2").orElse(null))
                .numAttempts(attempts);
        return (S3Exception) builder.build();
    }

    /** The text of the one element of this name, as it stands there; empty where there is none. */
    private String element(String name) {
        String document = body.toString(UTF_8);
        int from = document.indexOf("<" + name + ">");
        int to = document.indexOf("</" + name + ">", from);
        return from < 0 || to < 0 ? "" : document.substring(from + name.length() + 2, to);
    }
}
