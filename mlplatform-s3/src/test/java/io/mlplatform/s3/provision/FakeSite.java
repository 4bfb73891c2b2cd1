package io.mlplatform.s3.provision;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.s3.S3Settings;
import io.mlplatform.s3.TestControl;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/** A site on the fake of AWS. */
final class FakeSite implements Site {

    private final FakeAws server = new FakeAws();

    @Override
    public String organisation() {
        return "acme";
    }

    @Override
    public FakeAws server() {
        return server;
    }

    @Override
    public TestControl control(SdkHttpClient http) {
        S3Settings settings = S3Settings.builder()
                .region("us-east-1")
                .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create("access", "secret")))
                .build();
        return new TestControl(settings, bucket(), http);
    }

    /** A bucket a zone, with all that a layout can ask for. */
    PlatformLayout buckets() {
        return PlatformLayouts.rich(organisation());
    }

    @Override
    public String state() {
        return server.state();
    }

    @Override
    public String principal() {
        return "arn:aws:iam::" + FakeAws.ACCOUNT + ":root";
    }

    @Override
    public void close() {}
}
