package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.s3.internal.lane.BucketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

class AddressProbeTest {

    @Test
    void awsIsReachedByTheBucketsHost() {
        assertThat(address("my-bucket", builder -> builder))
                .contains(aws("my-bucket.s3.eu-central-1.amazonaws.com", ""));
    }

    @Test
    void aDottedNameStaysInThePathAsNoCertificateFitsIt() {
        assertThat(address("my.bucket", builder -> builder))
                .contains(aws("s3.eu-central-1.amazonaws.com", "/my.bucket"));
    }

    @Test
    void theClientsOwnWishesCount() {
        assertThat(address("my-bucket", builder -> builder.forcePathStyle(true)))
                .contains(aws("s3.eu-central-1.amazonaws.com", "/my-bucket"));
        assertThat(address("my-bucket", builder -> builder.dualstackEnabled(true)))
                .contains(aws("my-bucket.s3.dualstack.eu-central-1.amazonaws.com", ""));
        assertThat(address("my-bucket", builder -> builder.accelerate(true)))
                .contains(aws("my-bucket.s3-accelerate.amazonaws.com", ""));
        assertThat(address("my-bucket", builder -> builder.fipsEnabled(true).region(Region.US_WEST_2)))
                .contains(new BucketAddress(true, "my-bucket.s3-fips.us-west-2.amazonaws.com", 443, "", "us-west-2"));
    }

    @Test
    void anEndpointOfOnesOwnKeepsItsPortAndItsPath() {
        Optional<BucketAddress> address =
                address("my-bucket", builder -> builder.endpointOverride(URI.create("http://127.0.0.1:9000/s3"))
                        .forcePathStyle(true));

        assertThat(address).contains(new BucketAddress(false, "127.0.0.1", 9000, "/s3/my-bucket", "eu-central-1"));
        assertThat(address.orElseThrow().authority()).isEqualTo("127.0.0.1:9000");
    }

    @Test
    void whatIsNotSignedByVersionFourHasNoAddress() {
        assertThat(address("my-bucket", builder -> builder.credentialsProvider(AnonymousCredentialsProvider.create())))
                .isEmpty();
        assertThat(address("arn:aws:s3:eu-central-1:123456789012:accesspoint/mine", builder -> builder))
                .map(BucketAddress::host)
                .contains("mine-123456789012.s3-accesspoint.eu-central-1.amazonaws.com");
    }

    private static BucketAddress aws(String host, String prefix) {
        return new BucketAddress(true, host, 443, prefix, "eu-central-1");
    }

    private static Optional<BucketAddress> address(String bucket, UnaryOperator<S3ClientBuilder> wishes) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")));
        try (S3Client client = wishes.apply(builder).build()) {
            return AddressProbe.of(client, bucket);
        }
    }
}
