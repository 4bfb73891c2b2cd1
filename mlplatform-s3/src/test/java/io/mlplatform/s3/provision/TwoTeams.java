package io.mlplatform.s3.provision;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.layout.Versioning;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.pipelines.PipelineExecution;
import io.mlplatform.pipelines.StepAttempt;
import io.mlplatform.s3.S3Server;
import io.mlplatform.s3.S3Settings;
import io.mlplatform.s3.S3Store;
import io.mlplatform.s3.access.AccessPolicies;
import io.mlplatform.s3.internal.ControlPlane;
import io.mlplatform.s3.internal.S3Control;
import io.mlplatform.testkit.policy.AccessRequest;
import io.mlplatform.testkit.policy.CallingPrincipal;
import io.mlplatform.testkit.policy.Decision;
import io.mlplatform.testkit.policy.PolicyEvaluator;
import io.mlplatform.testkit.policy.PolicyKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A platform of two teams on Ceph's gateway, set up by the provisioner, with data of both in every zone; and what the
 * documents for AWS say of the same.
 */
final class TwoTeams implements AutoCloseable {

    static final String OWN = "growth";
    static final String OTHER = "risk";
    static final String PIPELINE = "train";

    final CephSite site = new CephSite();
    final PlatformLayout layout = layout();
    private final AccessPolicies onAws = AccessPolicies.of(layout, "s3://" + site.bucket(), S3Server.AWS);
    private final Map<Role, S3Client> clients = new ConcurrentHashMap<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    TwoTeams() {
        try (Provisioner provisioner = provisioner()) {
            provisioner.apply();
        }
        try (MlPlatform ml = platform(site.server.owner())) {
            publish(ml, OWN);
            publish(ml, OTHER);
        }
        copyDatasetsAsFeatures();
    }

    // Ceph's gateway overlooks put-if-absent in versioned buckets.
    private PlatformLayout layout() {
        PlatformLayout buckets =
                PlatformLayout.buckets(site.organisation(), "test").withTeam(OWN, OTHER);
        return buckets.with(Zone.PIPELINES, buckets.zone(Zone.PIPELINES).withVersioning(Versioning.OFF));
    }

    Provisioner provisioner() {
        return Provisioner.at("s3://" + site.bucket(), layout, site.server.owner())
                .trusting(site.principal())
                .withRoles(Role.automation(OWN, PIPELINE));
    }

    private static void publish(MlPlatform ml, String team) {
        ml.workspace(team)
                .datasets()
                .draft("churn")
                .addBytes("a.csv", bytes(team))
                .publish();
        ml.workspace(team).runs().run("churn/xgb", run -> {
            run.metric("auc", 0.9, 1);
            return run;
        });
        DatasetVersion data = ml.datasets()
                .draft(team + "/churn")
                .addBytes("a.csv", bytes(team))
                .publish();
        ModelVersion model = ml.models()
                .draft(team + "/churn")
                .addBytes("model.onnx", bytes(team))
                .uses(data)
                .publish();
        ml.models().assign(model, "production", Approval.by("risk-review"));
        PipelineExecution execution =
                ml.pipelines().executions(team + "/" + PIPELINE).start("e-1");
        try (StepAttempt step = execution.step("fit").uses(data).begin()) {
            step.addBytes("scores.csv", bytes(team));
            step.succeed();
        }
        execution.succeed();
    }

    // Features are committed like datasets, by a module that is not here.
    private void copyDatasetsAsFeatures() {
        String datasets = bucket(Zone.DATASETS, OWN);
        for (S3Object object :
                owner().listObjectsV2(request -> request.bucket(datasets)).contents()) {
            if (!object.key().startsWith("_probe/")) {
                byte[] bytes = get(datasets, object.key());
                put(bucket(Zone.FEATURES, OWN), object.key(), bytes);
            }
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    S3Client owner() {
        return site.s3();
    }

    byte[] get(String bucket, String key) {
        ResponseBytes<?> bytes =
                owner().getObjectAsBytes(request -> request.bucket(bucket).key(key));
        return bytes.asByteArray();
    }

    void put(String bucket, String key, byte[] bytes) {
        owner().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    String bucket(Zone zone, String team) {
        return layout.root(zone, team).substring("s3://".length());
    }

    /** What a team's entities are called in a zone, by what is there. */
    ZoneKeys keys(Zone zone, String team) {
        String bucket = bucket(zone, team);
        String folder = team + (zone == Zone.PIPELINES ? "/" + PIPELINE : "") + "/";
        List<String> keys = owner()
                .listObjectsV2(request -> request.bucket(bucket).prefix(folder))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
        String file = first(keys, "", "/data/");
        String entity = file.substring(0, file.indexOf("/data/"));
        return new ZoneKeys(
                zone,
                team,
                bucket,
                "",
                entity,
                folder + "scratch",
                file,
                first(keys, entity, "/_log/"),
                first(keys, entity, "/_versions/"));
    }

    private static String first(List<String> keys, String entity, String folder) {
        return keys.stream()
                .filter(key -> key.startsWith(entity) && key.contains(folder))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no key of " + entity + folder + " in " + keys));
    }

    /** All objects of the platform by bucket and key, with their ETags; but for what was left below _probe/. */
    Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        owner().listBuckets().buckets().stream()
                .map(bucket -> bucket.name())
                .filter(name -> name.startsWith(site.organisation()))
                .forEach(bucket -> owner().listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                        .filter(object -> !object.key().contains("_probe/"))
                        .forEach(object -> contents.put(
                                bucket + "/" + object.key(), object.eTag() + " " + object.lastModified())));
        return contents;
    }

    String roleName(Role role) {
        return layout.organisation() + "-" + layout.environment() + "-" + role.name();
    }

    /** A session of a role, for another user than the one who owns the buckets. */
    S3Settings session(Role role) {
        return site.server.stranger().toBuilder()
                .assumeRole("arn:aws:iam:::role/" + roleName(role), "matrix")
                .build();
    }

    /** Raw requests of a role; until this is closed. */
    S3Client as(Role role) {
        return clients.computeIfAbsent(role, this::client);
    }

    private S3Client client(Role role) {
        S3Store store = own(S3Store.open(site.bucket(), session(role)));
        ControlPlane control = own(S3Control.of(store));
        return control.s3();
    }

    /** The platform with a role's rights; until this is closed. */
    MlPlatform open(Role role) {
        return own(platform(session(role)));
    }

    private MlPlatform platform(S3Settings settings) {
        S3Store store = own(S3Store.open(site.bucket(), settings));
        return MlPlatform.builder().store(store, "").open();
    }

    /** What AWS's rules and the documents for it decide. */
    Decision onAws(Role role, String bucket, AccessRequest request) {
        CallingPrincipal session = CallingPrincipal.roleSession("111122223333", roleName(role), "matrix");
        for (Map.Entry<String, String> tag : role.tags().entrySet()) {
            session = session.withTag(tag.getKey(), tag.getValue());
        }
        return PolicyEvaluator.of(session)
                .with(PolicyKind.IDENTITY, role.name(), onAws.identity(role).json())
                .with(PolicyKind.RESOURCE, bucket, onAws.bucket(bucket).json())
                .decide(request);
    }

    private <T extends AutoCloseable> T own(T part) {
        open.push(part);
        return part;
    }

    @Override
    public void close() {
        try {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            site.close();
        }
    }
}
