package io.mlplatform.s3;

import io.mlplatform.MlPlatformException;
import io.mlplatform.s3.internal.ControlPlane;
import io.mlplatform.store.ObjectStore;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.IamClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** A control plane whose every request goes through an HTTP client of the test, once. */
public final class TestControl implements ControlPlane {

    private final S3Settings settings;
    private final S3Client s3;
    private final IamClient iam;
    private final S3Store store;
    private final StoreControl real;

    public TestControl(S3Settings settings, String bucket, SdkHttpClient http) {
        this.settings = settings;
        S3ClientBuilder s3Builder = S3Client.builder()
                .credentialsProvider(settings.credentials().orElseThrow())
                .region(Region.US_EAST_1)
                .httpClient(http)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .overrideConfiguration(override -> override.addExecutionInterceptor(new NoExpectContinue())
                        .retryStrategy(DefaultRetryStrategy.doNotRetry()));
        IamClientBuilder iamBuilder = IamClient.builder()
                .credentialsProvider(settings.credentials().orElseThrow())
                .region(settings.endpoint().isPresent() ? Region.US_EAST_1 : Region.AWS_GLOBAL)
                .httpClient(http)
                .overrideConfiguration(override -> {
                    override.retryStrategy(DefaultRetryStrategy.doNotRetry());
                    if (settings.server() == S3Server.CEPH_RGW) {
                        override.addExecutionInterceptor(new ResultFirst());
                    }
                });
        settings.endpoint().ifPresent(s3Builder::endpointOverride);
        settings.endpoint().ifPresent(iamBuilder::endpointOverride);
        s3 = s3Builder.build();
        iam = iamBuilder.build();
        store = S3Store.on(s3, bucket, settings);
        real = new StoreControl(store);
    }

    /** The opened bucket. */
    public S3Store store() {
        return store;
    }

    @Override
    public String bucket() {
        return real.bucket();
    }

    @Override
    public S3Server server() {
        return settings.server();
    }

    @Override
    public S3Client s3() {
        return s3;
    }

    @Override
    public IamClient iam() {
        return iam;
    }

    @Override
    public String caller() {
        return real.caller();
    }

    @Override
    public ObjectStore store(String bucket, Optional<String> account) {
        return store.beside(bucket, account);
    }

    @Override
    public Map<String, String> parameters() {
        return real.parameters();
    }

    @Override
    public MlPlatformException failure(SdkException e, String right, String resource) {
        return real.failure(e, right, resource);
    }

    @Override
    public void close() {
        store.close();
        real.close();
        s3.close();
        iam.close();
    }
}
