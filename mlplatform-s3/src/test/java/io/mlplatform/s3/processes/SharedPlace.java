package io.mlplatform.s3.processes;

import io.mlplatform.MlPlatform;
import io.mlplatform.s3.S3Settings;
import io.mlplatform.s3.S3Store;
import io.mlplatform.store.LocalStore;
import io.mlplatform.store.ObjectStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Where several processes publish to.
 *
 * @param uri for another process
 * @param environment that the other process needs, its credentials
 * @param store for this process
 */
record SharedPlace(String uri, Map<String, String> environment, ObjectStore store, String prefix)
        implements AutoCloseable {

    private static final String BUCKET = "shared";
    private static final String REGION = "us-east-1";

    static SharedPlace onDisk(Path folder) {
        return new SharedPlace(folder.toUri().toString(), Map.of(), LocalStore.open(folder, Clock.systemUTC()), "");
    }

    static SharedPlace onS3(S3ProxyExtension server) {
        URI endpoint = server.getUri();
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(server.getAccessKey(), server.getSecretKey()));
        try (S3Client client = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(REGION))
                .credentialsProvider(credentials)
                .forcePathStyle(true)
                .build()) {
            client.createBucket(request -> request.bucket(BUCKET));
        }
        S3Settings settings = S3Settings.builder()
                .endpoint(endpoint)
                .region(REGION)
                .credentials(credentials)
                .build();
        return new SharedPlace(
                "s3://" + BUCKET + "/lake?endpoint=" + endpoint + "&region=" + REGION + "&server=other&path-style=true",
                Map.of("AWS_ACCESS_KEY_ID", server.getAccessKey(), "AWS_SECRET_ACCESS_KEY", server.getSecretKey()),
                S3Store.open(BUCKET, settings),
                "lake/");
    }

    /** The platform there, as this process sees it for the first time. */
    MlPlatform open() {
        return MlPlatform.builder().store(store, prefix).open();
    }

    @Override
    public void close() {
        store.close();
    }
}
