package io.mlplatform.s3;

import io.mlplatform.s3.internal.lane.BodySink;
import io.mlplatform.s3.internal.lane.ResponseHead;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The body of an answer that is no success, read as S3 writes errors, so that one refused by the own lane is told as one
 * refused by the SDK's. What is no such document has no code, and the status decides.
 */
final class LaneRefusal implements BodySink {

    private static final int MAX_BYTES = 1 << 16;
    private static final List<String> KEPT_HEADERS =
            List.of("Date", "x-amz-request-id", "x-amz-id-2", "x-amz-bucket-region", "Retry-After");

    private final ResponseHead head;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    LaneRefusal(ResponseHead head) {
        this.head = head;
    }

    @Override
    public void accept(ByteBuffer bytes) {
        int kept = Math.min(bytes.remaining(), MAX_BYTES - body.size());
        byte[] copy = new byte[kept];
        bytes.get(copy);
        body.writeBytes(copy);
        bytes.position(bytes.limit());
    }

    /** The refusal as the SDK would throw it, after so many attempts. */
    S3Exception exception(int attempts) {
        SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(head.status());
        KEPT_HEADERS.forEach(name -> head.header(name).ifPresent(value -> response.putHeader(name, value)));
        AwsErrorDetails.Builder details = AwsErrorDetails.builder()
                .serviceName("S3")
                .errorCode("")
                .errorMessage("")
                .sdkHttpResponse(response.build());
        read(details);
        S3Exception.Builder builder = (S3Exception.Builder) S3Exception.builder()
                .awsErrorDetails(details.build())
                .statusCode(head.status())
                .requestId(head.header("x-amz-request-id").orElse(null))
                .extendedRequestId(head.header("x-amz-id-2").orElse(null))
                .numAttempts(attempts);
        return (S3Exception) builder.build();
    }

    private void read(AwsErrorDetails.Builder details) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body.toByteArray()));
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    if (xml.getLocalName().equals("Code")) {
                        details.errorCode(xml.getElementText());
                    } else if (xml.getLocalName().equals("Message")) {
                        details.errorMessage(xml.getElementText());
                    }
                }
            }
        } catch (XMLStreamException e) {
            // What was read of it stands; the status tells the rest.
        }
    }
}
