package io.mlplatform.examples.consumers;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.RoleKind;
import io.mlplatform.s3.S3Server;
import io.mlplatform.s3.S3Settings;
import io.mlplatform.s3.S3Store;
import io.mlplatform.s3.provision.OnboardedTeam;
import io.mlplatform.s3.provision.Provisioner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A platform of two teams on Ceph's gateway with the roles and policies that the provisioner gives it; closing removes it.
 * Roles are taken on by another user than the one who owns the buckets.
 */
final class FeatureSite implements AutoCloseable {

    /** The environment variable that holds the path of the settings of a Ceph RGW. */
    static final String CEPH = "MLPLATFORM_CEPH_ENV";

    private final Properties env = new Properties();
    private final String organisation =
            "features-" + UUID.randomUUID().toString().substring(0, 8);
    private final SdkHttpClient http =
            ApacheHttpClient.builder().expectContinueEnabled(false).build();
    private final S3Client s3;
    private final IamClient iam;
    private final Map<String, OnboardedTeam> teams = new TreeMap<>();

    FeatureSite() {
        try (var reader = Files.newBufferedReader(Path.of(System.getenv(CEPH)))) {
            env.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the file that " + CEPH + " names cannot be read", e);
        }
        s3 = S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(keys(""))
                .httpClient(http)
                .build();
        iam = IamClient.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(keys(""))
                .httpClient(http)
                .build();
        try (Provisioner provisioner = Provisioner.at("s3://" + bucket(), layout(), settings(""))) {
            provisioner.trusting(env.getProperty("S3_USER2_ARN"));
            for (String team : List.of("growth", "risk")) {
                teams.put(team, provisioner.onboard(team));
            }
        }
    }

    /** The platform's store with the rights of a team's role; for the caller to close. */
    S3Store open(String team, RoleKind kind) {
        return S3Store.open(
                bucket(),
                settings("2").toBuilder()
                        .assumeRole(teams.get(team).roles().get(kind), "features")
                        .build());
    }

    /** All objects of the platform by key, with what would change if they were written again; but for probes. */
    Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        s3.listObjectsV2Paginator(request -> request.bucket(bucket())).contents().stream()
                .filter(object -> !object.key().contains("_probe/"))
                .forEach(object -> contents.put(object.key(), object.eTag() + " " + object.lastModified()));
        return contents;
    }

    @Override
    public void close() {
        s3.deleteBucketPolicy(request -> request.bucket(bucket()));
        s3.listObjectVersionsPaginator(request -> request.bucket(bucket())).versions().stream()
                .forEach(object -> s3.deleteObject(
                        request -> request.bucket(bucket()).key(object.key()).versionId(object.versionId())));
        s3.deleteBucket(request -> request.bucket(bucket()));
        iam.listRoles(request -> request.pathPrefix("/")).roles().stream()
                .map(Role::roleName)
                .filter(name -> name.startsWith(organisation))
                .forEach(this::removeRole);
        s3.close();
        iam.close();
        http.close();
    }

    private void removeRole(String role) {
        try {
            iam.deleteRolePolicy(request -> request.roleName(role).policyName("mlplatform"));
        } catch (SdkException e) {
            // Ceph answers two documents in one where the role has no such policy.
        }
        iam.deleteRole(request -> request.roleName(role));
    }

    private PlatformLayout layout() {
        return new PlatformLayout(
                organisation,
                "test",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                PlatformLayout.foldersOfOne().zones(),
                Optional.empty());
    }

    private String bucket() {
        return organisation + "-ml";
    }

    private URI endpoint() {
        return URI.create(env.getProperty("S3_ENDPOINT"));
    }

    private S3Settings settings(String user) {
        return S3Settings.builder()
                .endpoint(endpoint())
                .server(S3Server.CEPH_RGW)
                .credentials(keys(user))
                .build();
    }

    private StaticCredentialsProvider keys(String user) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                env.getProperty("S3_ACCESS_KEY" + user), env.getProperty("S3_SECRET_KEY" + user)));
    }
}
