package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class S3SettingsTest {

    private static final S3Settings SETTINGS = S3Settings.builder()
            .region("eu-west-3")
            .endpoint(URI.create("http://127.0.0.1:9000"))
            .credentials(StaticCredentialsProvider.create(
                    AwsSessionCredentials.create("AKIASECRETID", "secret-key", "secret-token")))
            .assumeRole("arn:aws:iam::123456789012:role/reader", "notebook")
            .expectedBucketOwner("123456789012")
            .storageClass("INTELLIGENT_TIERING")
            .build();

    @Test
    void printWithoutSecrets() {
        assertThat(SETTINGS.toString())
                .contains("OTHER", "eu-west-3", "http://127.0.0.1:9000", "role/reader", "INTELLIGENT_TIERING")
                .doesNotContain("AKIASECRETID", "secret");
    }

    @Test
    void areNotChangedByTheBuilderThatMadeThem() {
        S3Settings.Builder builder = SETTINGS.toBuilder();
        S3Settings before = builder.build();
        S3Settings after = builder.parallelism(3).region("here").build();
        assertThat(before.toString()).isEqualTo(SETTINGS.toString());
        assertThat(after.parallelism()).isEqualTo(3);
        assertThat(after.region()).contains("here");
        assertThat(after.expectedBucketOwner()).contains("123456789012");
    }

    @Test
    void sendBytesOverTheOwnLaneButByABorrowedClientUnlessTheyChoose() {
        assertThat(S3Settings.defaults().transport()).isEqualTo(S3Transport.OWN);
        assertThat(S3Settings.defaults().overBorrowedClient().transport()).isEqualTo(S3Transport.SDK);
        for (S3Transport chosen : S3Transport.values()) {
            S3Settings settings = S3Settings.builder().transport(chosen).build();
            assertThat(settings.toBuilder().build().transport()).isEqualTo(chosen);
            assertThat(settings.overBorrowedClient().transport()).isEqualTo(chosen);
        }
    }

    @Test
    void refuseWhatCannotWork() {
        S3Settings.Builder builder = S3Settings.builder();
        assertThatThrownBy(() -> builder.parallelism(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxAttempts(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.callTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.endpoint(URI.create("localhost:9000")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
