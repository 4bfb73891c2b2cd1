package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class SettledAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9000",
                "http://localhost",
                "https://minio.example.org",
                "https://minio.example.org:443/",
                "https://gateway.example.org:8443/s3",
                "https://gateway.example.org/a/b/"
            })
    void itIsTheOneThatTheSdksClientUses(String endpoint) {
        S3Settings settings = settings(endpoint, builder -> builder.region("eu-central-1"));
        S3Clients clients = new S3Clients(settings);

        assertThat(SettledAddress.of(settings, "my.bucket"))
                .isPresent()
                .isEqualTo(AddressProbe.of(clients.s3(), "my.bucket"));
        clients.close();
    }

    @Test
    void aServerThatIsNotAmazonsNeedsNoRegion() {
        assertThat(SettledAddress.of(settings("http://127.0.0.1:9000", builder -> builder), "bucket"))
                .map(address -> address.region())
                .contains("us-east-1");
    }

    @Test
    void whatTheSdksRulesHaveASayInIsLeftToThem() {
        assertThat(SettledAddress.of(S3Settings.builder().region("eu-central-1").build(), "bucket"))
                .isEmpty();
        assertThat(SettledAddress.of(settings("https://s3.eu-central-1.amazonaws.com", builder -> builder), "bucket"))
                .isEmpty();
        assertThat(SettledAddress.of(
                        settings("https://s3.example.org", builder -> builder.addressing(S3Addressing.HOST)), "bucket"))
                .isEmpty();
        assertThat(SettledAddress.of(settings("http://[::1]:9000", builder -> builder), "bucket"))
                .isEmpty();
        assertThat(SettledAddress.of(settings("http://127.0.0.1:9000", builder -> builder), "bucket--op-s3"))
                .isEmpty();
    }

    private static S3Settings settings(String endpoint, UnaryOperator<S3Settings.Builder> wishes) {
        return wishes.apply(S3Settings.builder()
                        .endpoint(URI.create(endpoint))
                        .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret"))))
                .build();
    }
}
