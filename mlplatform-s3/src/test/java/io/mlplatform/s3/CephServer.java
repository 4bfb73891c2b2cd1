package io.mlplatform.s3;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The Ceph RADOS Gateway that {@code scripts/ceph-rgw/ceph-start.sh} started, as its {@code env} file tells. */
record CephServer(Properties env) {

    /** Names the environment variable that holds the path of that file. */
    static final String ENV = "MLPLATFORM_CEPH_ENV";

    /** Why tests on it are left out where the variable is not set. */
    static final String NOT_RUN = "not run: start scripts/ceph-rgw/ceph-start.sh and set " + ENV + " to its env file";

    static CephServer fromEnvironment() {
        Properties env = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(Path.of(System.getenv(ENV)))) {
            env.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the file that " + ENV + " names cannot be read", e);
        }
        return new CephServer(env);
    }

    /** As the owner of the buckets. */
    S3Settings owner() {
        return as("S3_ACCESS_KEY", "S3_SECRET_KEY");
    }

    /** As another user, who may do nothing with them. */
    S3Settings stranger() {
        return as("S3_ACCESS_KEY2", "S3_SECRET_KEY2");
    }

    /** The role that both may take on. */
    String roleArn() {
        return env.getProperty("S3_STS_ROLE_ARN");
    }

    private S3Settings as(String accessKey, String secretKey) {
        return S3Settings.builder()
                .server(S3Server.CEPH_RGW)
                .endpoint(URI.create(env.getProperty("S3_ENDPOINT")))
                .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        env.getProperty(accessKey), env.getProperty(secretKey))))
                .build();
    }
}
