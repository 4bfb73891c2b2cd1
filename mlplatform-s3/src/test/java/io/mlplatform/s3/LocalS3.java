package io.mlplatform.s3;

import java.net.URI;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** S3Proxy in this process: real signatures and conditions, objects in memory. */
final class LocalS3 {

    private LocalS3() {}

    /** A server for each test. */
    static S3ProxyExtension server() {
        return S3ProxyExtension.builder()
                .withBlobStoreProvider("transient-nio2")
                .withCredentials("local-access", "local-secret")
                .build();
    }

    static S3Settings settings(S3ProxyExtension server) {
        return settings(server.getUri(), server.getAccessKey(), server.getSecretKey());
    }

    static S3Settings settings(URI endpoint, String accessKey, String secretKey) {
        return S3Settings.builder()
                .endpoint(endpoint)
                .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .build();
    }
}
