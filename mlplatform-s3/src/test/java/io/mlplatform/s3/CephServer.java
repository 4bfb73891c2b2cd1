package io.mlplatform.s3;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** The Ceph RADOS Gateway that {@code scripts/ceph-rgw/ceph-start.sh} started, as its {@code env} file tells. */
public record CephServer(Properties env) {

    /** The environment variable that holds the path of that file. */
    private static final String ENV = "MLPLATFORM_CEPH_ENV";

    /** The condition of the tests that need it; says why they are left out. */
    public static boolean isStarted() {
        if (System.getenv(ENV) == null) {
            System.out.println("Tests on Ceph RGW are not run: start scripts/ceph-rgw/ceph-start.sh, and set " + ENV
                    + " to the env file in its folder");
            return false;
        }
        return true;
    }

    public static CephServer fromEnvironment() {
        Properties env = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(Path.of(System.getenv(ENV)))) {
            env.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the file that " + ENV + " names cannot be read", e);
        }
        return new CephServer(env);
    }

    /** Where it answers for S3, IAM and STS. */
    URI endpoint() {
        return URI.create(env.getProperty("S3_ENDPOINT"));
    }

    /** The certificate of {@link #encrypted()}, as a PEM file. */
    Path certificate() {
        return Path.of(env.getProperty("S3_TLS_CERTIFICATE"));
    }

    /** The host and the port below which buckets have hosts of their own, over TLS. */
    String encryptedHost() {
        URI endpoint = URI.create(env.getProperty("S3_TLS_ENDPOINT"));
        return env.getProperty("S3_TLS_HOST") + ":" + endpoint.getPort();
    }

    /** As the owner of the buckets, over TLS. */
    S3Settings encrypted() {
        return owner().toBuilder()
                .endpoint(URI.create(env.getProperty("S3_TLS_ENDPOINT")))
                .build();
    }

    /** The keys of the owner of the buckets, who may also make roles and policies. */
    public AwsCredentials ownerKeys() {
        return AwsBasicCredentials.create(env.getProperty("S3_ACCESS_KEY"), env.getProperty("S3_SECRET_KEY"));
    }

    /** The keys of the other user. */
    public AwsCredentials strangerKeys() {
        return AwsBasicCredentials.create(env.getProperty("S3_ACCESS_KEY2"), env.getProperty("S3_SECRET_KEY2"));
    }

    /** The other user, as policies name them. */
    public String strangerArn() {
        return env.getProperty("S3_USER2_ARN");
    }

    /** The settings file of its own administration tool. */
    String configuration() {
        return env.getProperty("CEPH_CONF");
    }

    /** As the owner of the buckets. */
    public S3Settings owner() {
        return as(env.getProperty("S3_ACCESS_KEY"), env.getProperty("S3_SECRET_KEY"));
    }

    /** As another user, who may do nothing with them. */
    public S3Settings stranger() {
        return as(env.getProperty("S3_ACCESS_KEY2"), env.getProperty("S3_SECRET_KEY2"));
    }

    /** As somebody who claims to be the owner. */
    S3Settings impostor() {
        return as(env.getProperty("S3_ACCESS_KEY"), "not-the-secret");
    }

    /** The role that both may take on. */
    public String roleArn() {
        return env.getProperty("S3_STS_ROLE_ARN");
    }

    /** Does this where the SDK's default chain finds the other user's keys. */
    public void signInAsStranger(Runnable work) {
        signIn("2", work);
    }

    /** Does this where the SDK's default chain finds the owner's keys. */
    public void signInAsOwner(Runnable work) {
        signIn("", work);
    }

    /** A bucket's location for the SDK's default chain. */
    public String location(String bucket) {
        return "s3://" + bucket + "?endpoint=" + env.getProperty("S3_ENDPOINT") + "&server=ceph-rgw";
    }

    private void signIn(String user, Runnable work) {
        System.setProperty("aws.accessKeyId", env.getProperty("S3_ACCESS_KEY" + user));
        System.setProperty("aws.secretAccessKey", env.getProperty("S3_SECRET_KEY" + user));
        try {
            work.run();
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    private S3Settings as(String accessKey, String secretKey) {
        return LocalS3.settings(endpoint(), accessKey, secretKey).toBuilder()
                .server(S3Server.CEPH_RGW)
                .build();
    }
}
