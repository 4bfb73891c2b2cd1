package io.mlplatform.s3.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class SigV4Test {

    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final Keys EXAMPLE =
            new Keys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Optional.empty());
    private static final Instant EXAMPLE_TIME = Instant.parse("2013-05-24T00:00:00Z");

    @Test
    void theExampleThatAwsPublishesForAGetWithARange() {
        List<Header> signed = new SigV4("us-east-1")
                .sign(
                        "GET",
                        "examplebucket.s3.amazonaws.com",
                        "/test.txt",
                        "",
                        List.of(new Header("range", "bytes=0-9")),
                        EMPTY,
                        EXAMPLE,
                        EXAMPLE_TIME);

        assertThat(signature(signed)).isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void theExampleThatAwsPublishesForAQuery() {
        List<Header> signed = new SigV4("us-east-1")
                .sign(
                        "GET",
                        "examplebucket.s3.amazonaws.com",
                        "/",
                        "max-keys=2&prefix=J",
                        List.of(),
                        EMPTY,
                        EXAMPLE,
                        EXAMPLE_TIME);

        assertThat(signature(signed)).isEqualTo("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    @Test
    void anyRequestIsSignedAsTheSdkSignsIt() {
        Random random = new Random(7);
        SigV4 signer = new SigV4("eu-central-1");
        for (int i = 0; i < 300; i++) {
            Optional<String> token = random.nextBoolean() ? Optional.of("token+/=" + i) : Optional.empty();
            Keys keys = new Keys("AKID" + random.nextInt(3), "secret/" + random.nextInt(3), token);
            Instant at = Instant.ofEpochSecond(random.nextInt(), 5);
            String path = "/bucket/a%20b/" + random.nextInt() + "/~tilde%2Bplus%C3%A9.bin";
            String query = random.nextBoolean() ? "" : "partNumber=" + random.nextInt(9999) + "&uploadId=Ab._-" + i;
            String method = random.nextBoolean() ? "GET" : "PUT";
            List<Header> own = random.nextBoolean()
                    ? List.of(new Header("range", "bytes=" + i + "-"), new Header("if-match", "\"abc\""))
                    : List.of(new Header("x-amz-checksum-crc32", "AAAA=="), new Header("if-none-match", "*"));

            List<Header> ours =
                    signer.sign(method, "127.0.0.1:9000", path, query, own, SigV4.UNSIGNED_PAYLOAD, keys, at);

            assertThat(signature(ours)).as("request %s", i).isEqualTo(bySdk(method, path, query, own, keys, at));
        }
    }

    private static String bySdk(String method, String path, String query, List<Header> own, Keys keys, Instant at) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.valueOf(method))
                .protocol("https")
                .host("127.0.0.1")
                .port(9000)
                .encodedPath(path)
                .putHeader("x-amz-content-sha256", SigV4.UNSIGNED_PAYLOAD);
        own.forEach(header -> request.putHeader(header.name(), header.value()));
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            request.putRawQueryParameter(pair.split("=")[0], pair.split("=")[1]);
        }
        AwsCredentialsIdentity identity = keys.sessionToken()
                .<AwsCredentialsIdentity>map(
                        token -> AwsSessionCredentials.create(keys.accessKey(), keys.secret(), token))
                .orElseGet(() -> AwsBasicCredentials.create(keys.accessKey(), keys.secret()));
        Map<String, List<String>> headers = AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(identity)
                        .request(request.build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
                .request()
                .headers();
        return headers.get("Authorization").get(0).replaceFirst(".*Signature=", "");
    }

    private static String signature(List<Header> signed) {
        Map<String, String> byName =
                signed.stream().collect(Collectors.toMap(Header::name, Header::value, (a, b) -> b, TreeMap::new));
        return byName.get("authorization").replaceFirst(".*Signature=", "");
    }
}
