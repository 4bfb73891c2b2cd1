package io.mlplatform.s3.provision;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.s3.CephServer;
import io.mlplatform.s3.S3Store;
import io.mlplatform.s3.internal.ControlPlane;
import io.mlplatform.s3.internal.S3Control;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Names of one test's platform on Ceph's gateway; closing removes all that begins with them. */
final class CephPlatform implements AutoCloseable {

    final CephServer server = CephServer.fromEnvironment();
    final String organisation = "provision-" + UUID.randomUUID().toString().substring(0, 8);
    private final S3Store store = S3Store.open(bucket(), server.owner());
    final ControlPlane control = S3Control.of(store);

    /** The opened bucket. */
    String bucket() {
        return organisation + "-ml";
    }

    String location() {
        return "s3://" + bucket();
    }

    S3Client s3() {
        return control.s3();
    }

    IamClient iam() {
        return control.iam();
    }

    /** All zones are folders of the opened bucket. */
    PlatformLayout folders() {
        PlatformLayout plain = PlatformLayout.foldersOfOne();
        return new PlatformLayout(
                organisation, "test", plain.region(), plain.account(), List.of(), plain.zones(), plain.accessLogs());
    }

    /** A bucket a zone. */
    PlatformLayout buckets() {
        return PlatformLayout.buckets(organisation, "test");
    }

    Provisioner provisioner(PlatformLayout layout) {
        return Provisioner.at(location(), layout, server.owner()).trusting(server.strangerArn());
    }

    @Override
    public void close() {
        s3().listBuckets().buckets().stream()
                .map(bucket -> bucket.name())
                .filter(name -> name.startsWith(organisation))
                .forEach(this::remove);
        iam().listRoles(request -> request.pathPrefix("/")).roles().stream()
                .map(role -> role.roleName())
                .filter(name -> name.startsWith(organisation))
                .forEach(this::removeRole);
        String user = control.caller().substring(control.caller().lastIndexOf('/') + 1);
        iam().listUserPolicies(request -> request.userName(user)).policyNames().stream()
                .filter(name -> name.startsWith("mlplatform-" + organisation))
                .forEach(name ->
                        iam().deleteUserPolicy(request -> request.userName(user).policyName(name)));
        control.close();
        store.close();
    }

    private void remove(String bucket) {
        try {
            s3().deleteBucketPolicy(request -> request.bucket(bucket));
        } catch (S3Exception e) {
            if (e.statusCode() != 404) {
                throw e;
            }
        }
        s3().listObjectVersionsPaginator(request -> request.bucket(bucket)).versions().stream()
                .forEach(object -> s3().deleteObject(request ->
                        request.bucket(bucket).key(object.key()).versionId(object.versionId())));
        s3().deleteBucket(request -> request.bucket(bucket));
    }

    private void removeRole(String role) {
        try {
            iam().deleteRolePolicy(request -> request.roleName(role).policyName("mlplatform"));
        } catch (SdkException e) {
            // Ceph answers two documents in one where the role has no such policy.
        }
        iam().deleteRole(request -> request.roleName(role));
    }
}
