package io.mlplatform.s3;

import io.mlplatform.MlPlatformException;
import io.mlplatform.s3.internal.ControlPlane;
import io.mlplatform.store.ObjectStore;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The control plane beside one store: its client for buckets, and own ones for roles, made at their first use. */
final class StoreControl implements ControlPlane {

    private final S3Store store;
    private final S3Settings settings;
    private final S3Clients clients;
    private Optional<IamClient> iam = Optional.empty();
    private Optional<String> caller = Optional.empty();

    StoreControl(S3Store store) {
        this.store = store;
        this.settings = store.bucket().settings();
        this.clients = new S3Clients(settings);
    }

    @Override
    public String bucket() {
        return store.bucket().name();
    }

    @Override
    public S3Server server() {
        return settings.server();
    }

    @Override
    public S3Client s3() {
        return store.bucket().client();
    }

    @Override
    public synchronized IamClient iam() {
        if (iam.isEmpty()) {
            iam = Optional.of(clients.iam());
        }
        return iam.get();
    }

    @Override
    public synchronized String caller() {
        if (caller.isEmpty()) {
            caller = Optional.of(whoAmI());
        }
        return caller.get();
    }

    // Ceph 16 knows no GetCallerIdentity, but whose buckets it lists.
    private String whoAmI() {
        if (server() == S3Server.CEPH_RGW) {
            try {
                return "arn:aws:iam:::user/" + s3().listBuckets().owner().id();
            } catch (SdkException e) {
                throw failure(e, "s3:ListAllMyBuckets", "the server's buckets");
            }
        }
        try {
            Arn own = Arn.fromString(clients.sts().getCallerIdentity().arn());
            return "arn:" + own.partition() + ":iam::" + own.accountId().orElse("") + ":root";
        } catch (SdkException e) {
            throw failure(e, "sts:GetCallerIdentity", "the caller's identity");
        }
    }

    @Override
    public ObjectStore store(String bucket, Optional<String> account) {
        return store.beside(bucket, account);
    }

    @Override
    public Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        settings.endpoint().ifPresent(uri -> parameters.put("endpoint", uri.toString()));
        settings.explicitRegion().ifPresent(region -> parameters.put("region", region));
        if (server() != S3Server.at(settings.endpoint())) {
            parameters.put("server", server().parameter());
        }
        if (settings.pathStyle() != server().wantsPathStyle()) {
            parameters.put("path-style", Boolean.toString(settings.pathStyle()));
        }
        settings.expectedBucketOwner().ifPresent(owner -> parameters.put("owner", owner));
        return parameters;
    }

    @Override
    public MlPlatformException failure(SdkException e, String right, String resource) {
        return ControlFailures.of(e, right, resource);
    }

    @Override
    public void close() {
        clients.close();
    }
}
