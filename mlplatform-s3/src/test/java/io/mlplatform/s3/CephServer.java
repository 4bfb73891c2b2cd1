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

    /** The environment variable that holds the path of that file. */
    private static final String ENV = "MLPLATFORM_CEPH_ENV";

    /** The condition of the tests that need it; says why they are left out. */
    static boolean isStarted() {
        if (System.getenv(ENV) == null) {
            System.out.println("Tests on Ceph RGW are not run: start scripts/ceph-rgw/ceph-start.sh, and set " + ENV
                    + " to the env file in its folder");
            return false;
        }
        return true;
    }

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
                .credentials(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(env.getProperty(accessKey), env.getProperty(secretKey))))
                .build();
    }
}
