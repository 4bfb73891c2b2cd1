package io.mlplatform.s3.provision;

import io.mlplatform.s3.CephServer;
import io.mlplatform.s3.S3Store;
import io.mlplatform.s3.TestControl;
import io.mlplatform.s3.internal.ControlPlane;
import io.mlplatform.s3.internal.S3Control;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A site on Ceph's gateway; closing removes all whose name begins with its organisation. */
final class CephSite implements Site {

    private static final SdkHttpClient HTTP =
            ApacheHttpClient.builder().expectContinueEnabled(false).build();

    final CephServer server = CephServer.fromEnvironment();
    private final String organisation =
            "provision-" + UUID.randomUUID().toString().substring(0, 8);
    private final S3Store store = S3Store.open(bucket(), server.owner());
    final ControlPlane control = S3Control.of(store);

    @Override
    public String organisation() {
        return organisation;
    }

    @Override
    public SdkHttpClient server() {
        return HTTP;
    }

    @Override
    public TestControl control(SdkHttpClient http) {
        return new TestControl(server.owner(), bucket(), http);
    }

    @Override
    public String principal() {
        return server.strangerArn();
    }

    @Override
    public String state() {
        List<String> lines = new ArrayList<>();
        for (String bucket : bucketNames()) {
            lines.add(bucket + " "
                    + s3().getBucketPolicy(request -> request.bucket(bucket)).policy());
            lines.add(s3().getBucketLifecycleConfiguration(request -> request.bucket(bucket))
                    .rules()
                    .toString());
            lines.add(s3().getBucketTagging(request -> request.bucket(bucket))
                    .tagSet()
                    .toString());
            lines.add(s3().getPublicAccessBlock(request -> request.bucket(bucket))
                    .publicAccessBlockConfiguration()
                    .toString());
            s3().listObjectsV2(request -> request.bucket(bucket)).contents().stream()
                    .map(S3Object::key)
                    .filter(key -> !key.matches(".*_probe/[0-9a-z]{26}"))
                    .forEach(lines::add);
        }
        for (String role : roleNames()) {
            lines.add(role + " "
                    + iam().getRole(request -> request.roleName(role)).role().assumeRolePolicyDocument());
            lines.add(iam().getRolePolicy(request -> request.roleName(role).policyName("mlplatform"))
                    .policyDocument());
        }
        return String.join("\n", lines).replace(organisation, "acme");
    }

    S3Client s3() {
        return control.s3();
    }

    IamClient iam() {
        return control.iam();
    }

    @Override
    public void close() {
        bucketNames().forEach(this::remove);
        roleNames().forEach(this::removeRole);
        String user = control.caller().substring(control.caller().lastIndexOf('/') + 1);
        policiesOf(user).stream()
                .filter(name -> name.startsWith("mlplatform-" + organisation))
                .forEach(name ->
                        iam().deleteUserPolicy(request -> request.userName(user).policyName(name)));
        control.close();
        store.close();
    }

    // Whoever never had a policy is not found, says Ceph 16.
    private List<String> policiesOf(String user) {
        try {
            return iam().listUserPolicies(request -> request.userName(user)).policyNames();
        } catch (IamException e) {
            if (e.statusCode() != 404) {
                throw e;
            }
            return List.of();
        }
    }

    private List<String> bucketNames() {
        return s3().listBuckets().buckets().stream()
                .map(Bucket::name)
                .filter(name -> name.startsWith(organisation))
                .toList();
    }

    private List<String> roleNames() {
        return iam().listRoles(request -> request.pathPrefix("/")).roles().stream()
                .map(Role::roleName)
                .filter(name -> name.startsWith(organisation))
                .sorted()
                .toList();
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
