package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@code s3://} URI says. */
class S3LocationTest {

    @ParameterizedTest
    @CsvSource({
        "s3://acme-ml, acme-ml, ''",
        "s3://acme-ml/, acme-ml, ''",
        "s3://acme-ml/lake, acme-ml, lake/",
        "s3://acme-ml/lake/team%20a/, acme-ml, lake/team a/",
        "s3://acme.ml.data/x, acme.ml.data, x/",
    })
    void namesABucketAndAPrefix(URI uri, String bucket, String prefix) {
        S3Location location = S3Location.parse(uri);
        assertThat(location.bucket()).isEqualTo(bucket);
        assertThat(location.prefix()).isEqualTo(prefix);
    }

    @Test
    void aLocationMayNameARoleToTakeOnAndTheOwner() {
        S3Location location = S3Location.parse(
                URI.create("s3://acme-ml?role=arn:aws:iam::123456789012:role/acme-prod-growth-data-scientist"
                        + "&owner=123456789012"));

        assertThat(location.settings().assumedRole().orElseThrow().arn())
                .isEqualTo("arn:aws:iam::123456789012:role/acme-prod-growth-data-scientist");
        assertThat(location.settings().expectedBucketOwner()).hasValue("123456789012");
    }

    @Test
    void withoutParametersItIsAwsWithTheRegionOfTheEnvironment() {
        S3Settings settings = S3Location.parse(URI.create("s3://acme-ml")).settings();
        assertThat(settings.server()).isEqualTo(S3Server.AWS);
        assertThat(settings.pathStyle()).isFalse();
        assertThat(settings.region()).isEmpty();
        assertThat(settings.endpoint()).isEmpty();
    }

    @Test
    void anEndpointIsAnotherServerWithTheBucketInThePath() {
        S3Settings settings = S3Location.parse(URI.create("s3://acme-ml/x?endpoint=http://127.0.0.1:9000"))
                .settings();
        assertThat(settings.endpoint()).contains(URI.create("http://127.0.0.1:9000"));
        assertThat(settings.server()).isEqualTo(S3Server.OTHER);
        assertThat(settings.pathStyle()).isTrue();
        assertThat(settings.region()).contains("us-east-1");
    }

    @Test
    void anEndpointOfAmazonIsStillAws() {
        URI uri = URI.create("s3://acme-ml?endpoint=https://bucket.vpce-1a2b.s3.eu-west-1.vpce.amazonaws.com");
        assertThat(S3Location.parse(uri).settings().server()).isEqualTo(S3Server.AWS);
    }

    @Test
    void parametersSayTheRest() {
        S3Settings settings = S3Location.parse(
                        URI.create(
                                "s3://acme-ml?endpoint=http%3A%2F%2F127.0.0.1%3A8480&server=ceph-rgw&region=here&path-style=false"))
                .settings();
        assertThat(settings.server()).isEqualTo(S3Server.CEPH_RGW);
        assertThat(settings.region()).contains("here");
        assertThat(settings.pathStyle()).isFalse();
    }

    @Test
    void credentialsAreRefusedAndNotRepeated() {
        assertThatThrownBy(() -> S3Location.parse(URI.create("s3://AKIA123:hunter2@acme-ml/x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("default chain")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("AKIA123");
        assertThatThrownBy(() -> S3Location.parse(URI.create("s3://acme-ml?endpoint=http://u:hunter2@host")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void anUnknownParameterIsRefusedByName() {
        assertThatThrownBy(() -> S3Location.parse(URI.create("s3://acme-ml?regoin=eu-west-1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'regoin'")
                .hasMessageContaining("region");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:///x",
                "s3://Acme",
                "s3://ab",
                "s3://acme_ml",
                "s3://acme-ml:9000",
                "s3://acme-ml/a//b",
                "s3://acme-ml/../x",
                "s3://acme-ml/x#y",
                "s3://acme-ml?server=azure",
                "s3://acme-ml?path-style=yes",
                "s3://acme-ml?region=a&region=b",
                "s3://acme-ml?endpoint=localhost",
                "s3://acme-ml?endpoint=http://%20",
            })
    void whatIsNotUnderstoodIsRefused(String uri) {
        assertThatThrownBy(() -> S3Location.parse(URI.create(uri))).isInstanceOf(IllegalArgumentException.class);
    }
}
