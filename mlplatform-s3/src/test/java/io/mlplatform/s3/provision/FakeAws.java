package io.mlplatform.s3.provision;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * What of AWS no server here has: the settings of buckets, kept as they were put, and roles. Objects are kept with the
 * conditions of their puts. Nothing is enforced. Its wire forms are those of the S3 and IAM references; requests and answers
 * go through the SDK's own marshalling.
 */
final class FakeAws implements SdkHttpClient {

    static final String ACCOUNT = "123456789012";

    /** An answer before it is on the wire. */
    record Answer(int status, Map<String, String> headers, byte[] body) {

        static Answer of(int status, String body) {
            return new Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        }

        static Answer s3Error(int status, String code) {
            return of(status, "<Error><Code>" + code + "</Code><Message>as the fake says</Message></Error>");
        }

        static Answer iamError(int status, String code) {
            return of(status, "<ErrorResponse><Error><Code>" + code + "</Code></Error></ErrorResponse>");
        }
    }

    private final SortedMap<String, FakeBucket> buckets = new TreeMap<>();
    private final FakeIam iam = new FakeIam();

    FakeIam iam() {
        return iam;
    }

    /** The bucket of another account. */
    void addForeignBucket(String name) {
        buckets.put(name, new FakeBucket("999999999999"));
    }

    /** All there is, but for tried keys: equal where two are alike. */
    synchronized String state() {
        StringBuilder text = new StringBuilder();
        buckets.forEach((name, bucket) -> text.append(name).append('\n').append(bucket.state()));
        return text.append(iam.state()).toString();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                Answer answer = answer(request);
                SdkHttpResponse.Builder response = SdkHttpResponse.builder()
                        .statusCode(answer.status())
                        .putHeader("x-amz-request-id", "FAKE")
                        .putHeader("Content-Length", String.valueOf(answer.body().length));
                answer.headers().forEach(response::putHeader);
                return HttpExecuteResponse.builder()
                        .response(response.build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
                        .build();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}

    private synchronized Answer answer(HttpExecuteRequest request) {
        if (request.httpRequest().host().startsWith("iam.")) {
            return iam.answer(Forms.parse(request));
        }
        String path = request.httpRequest().encodedPath().substring(1);
        int slash = path.indexOf('/');
        String name = slash < 0 ? path : path.substring(0, slash);
        String key = slash < 0 ? "" : path.substring(slash + 1);
        Optional<FakeBucket> bucket = Optional.ofNullable(buckets.get(name));
        if (bucket.isPresent()) {
            return bucket.get().answer(request, key);
        }
        boolean creates = request.httpRequest().method().name().equals("PUT")
                && key.isEmpty()
                && request.httpRequest().rawQueryParameters().isEmpty();
        if (creates) {
            buckets.put(name, new FakeBucket(ACCOUNT));
            return Answer.of(200, "");
        }
        return Answer.s3Error(404, "NoSuchBucket");
    }
}
