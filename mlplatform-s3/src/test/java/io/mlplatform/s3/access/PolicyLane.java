package io.mlplatform.s3.access;

import io.mlplatform.s3.CephClients;
import io.mlplatform.s3.CephServer;
import io.mlplatform.s3.CephUsers.CephUser;
import io.mlplatform.testkit.policy.AccessRequest;
import io.mlplatform.testkit.policy.CallingPrincipal;
import io.mlplatform.testkit.policy.Decision;
import io.mlplatform.testkit.policy.PolicyEvaluator;
import io.mlplatform.testkit.policy.PolicyKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * A user, a role and a bucket of the owner on a Ceph gateway, on which policies are tried, one set after another; closing
 * removes role and bucket.
 */
final class PolicyLane implements AutoCloseable {

    private static final String SESSION = "trial";
    private static final String POLICY = "trial";

    private final String name = "policies-" + UUID.randomUUID();
    private final CephServer server;
    private final CephUser user;
    private final CephClients clients;
    private final S3Client asOwner;
    private final S3Client asUser;
    private final IamClient iam;
    private final StsClient sts;
    private final String ownerArn;
    private final RgwDialect dialect;
    private final RequestSender sender;
    private final Map<Decision.Outcome, Integer> decided = new EnumMap<>(Decision.Outcome.class);

    PolicyLane(CephServer server, CephUser user) {
        this.server = server;
        this.user = user;
        clients = new CephClients(server);
        asOwner = clients.s3(server.ownerKeys());
        asUser = clients.s3(user.keys());
        iam = clients.iam(server.ownerKeys());
        sts = clients.sts(server.strangerKeys());
        asOwner.createBucket(to -> to.bucket(name));
        RandomTrials.TAGS_OF_OBJECTS.forEach(this::putObject);
        Map<String, String> uploads = RandomTrials.FOLDERS.stream()
                .map(folder -> folder + RandomTrials.UPLOAD)
                .collect(Collectors.toMap(Function.identity(), this::beginUpload));
        sender = new RequestSender(name, uploads);
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\""
                + server.strangerArn() + "\"]},\"Action\":[\"sts:AssumeRole\"]}]}";
        iam.createRole(to -> to.roleName(name).path("/").assumeRolePolicyDocument(trust));
        String owner = asOwner.getBucketAcl(to -> to.bucket(name)).owner().id();
        ownerArn = "arn:aws:iam:::user/" + owner;
        dialect = new RgwDialect("arn:aws:iam:::role/" + name, "arn:aws:sts:::assumed-role/" + name + "/" + SESSION);
    }

    /** The requests that the server answers otherwise than the evaluator. */
    List<Disagreement> run(PolicyTrials trials) {
        install(trials);
        List<Disagreement> found = new ArrayList<>();
        try (S3Client session = session(trials.session())) {
            for (Trial trial : trials.trials()) {
                Decision decision = evaluator(trials, trial).decide(request(trial));
                int status = sender.status(client(trial.actor(), session), trial);
                decided.merge(decision.outcome(), 1, Integer::sum);
                if (decision.isAllowed() == (status == 403)) {
                    found.add(new Disagreement(trials, trial, decision, status));
                }
            }
        }
        return found;
    }

    /** How many requests the evaluator decided how. */
    Map<Decision.Outcome, Integer> decided() {
        return decided;
    }

    /** Whether the server lets a request pass under these policies. */
    boolean isServed(PolicyTrials trials, Trial trial) {
        install(trials);
        try (S3Client session = session(trials.session())) {
            return sender.status(client(trial.actor(), session), trial) != 403;
        }
    }

    /** What the evaluator says of one request, on the documents as they are: as AWS reads them. */
    Decision asDocumented(PolicyTrials trials, Trial trial, Map<String, String> told) {
        PolicyEvaluator evaluator = PolicyEvaluator.of(principal(trial.actor()));
        if (trial.actor() != Actor.OWNER) {
            evaluator = with(
                    evaluator,
                    PolicyKind.IDENTITY,
                    identity(trials, trial.actor()).map(this::named));
        }
        if (trial.actor() == Actor.SESSION) {
            evaluator = with(evaluator, PolicyKind.SESSION, trials.session().map(this::named));
        }
        AccessRequest request = trial.request(name);
        for (Map.Entry<String, String> key : told.entrySet()) {
            request = request.with(key.getKey(), key.getValue());
        }
        return with(evaluator, PolicyKind.RESOURCE, trials.bucket().map(this::named))
                .decide(request);
    }

    private static Optional<String> identity(PolicyTrials trials, Actor actor) {
        return actor == Actor.USER ? trials.user() : trials.role();
    }

    private void install(PolicyTrials trials) {
        asOwner.deleteBucketPolicy(to -> to.bucket(name));
        String none = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
        iam.putUserPolicy(to -> to.userName(user.name())
                .policyName(POLICY)
                .policyDocument(trials.user().map(this::named).orElse(none)));
        iam.putRolePolicy(to -> to.roleName(name)
                .policyName(POLICY)
                .policyDocument(trials.role().map(this::named).orElse(none)));
        trials.bucket()
                .ifPresent(
                        policy -> asOwner.putBucketPolicy(to -> to.bucket(name).policy(named(policy))));
    }

    private S3Client client(Actor actor, S3Client session) {
        return switch (actor) {
            case USER -> asUser;
            case SESSION -> session;
            case OWNER -> asOwner;
        };
    }

    private S3Client session(Optional<String> policy) {
        Credentials keys = sts.assumeRole(to -> {
                    to.roleArn(dialect.role()).roleSessionName(SESSION);
                    policy.map(this::named).ifPresent(to::policy);
                })
                .credentials();
        return clients.s3(
                AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken()));
    }

    private PolicyEvaluator evaluator(PolicyTrials trials, Trial trial) {
        Actor actor = trial.actor();
        PolicyEvaluator evaluator = PolicyEvaluator.of(principal(actor));
        if (actor == Actor.OWNER) {
            String acl = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";
            evaluator = evaluator.with(PolicyKind.IDENTITY, "the bucket's ACL", acl);
        } else {
            evaluator = with(evaluator, PolicyKind.IDENTITY, read(identity(trials, actor)));
        }
        boolean limited = trial.actor() == Actor.SESSION && trials.session().isPresent();
        if (limited) {
            boolean aborts = trial.operation() == Operation.ABORT;
            evaluator = with(
                    evaluator,
                    PolicyKind.SESSION,
                    aborts ? read(trials.session()).map(RgwDialect::sessionAsReadForAborts) : read(trials.session()));
        }
        return with(
                evaluator,
                PolicyKind.RESOURCE,
                trials.bucket()
                        .map(this::named)
                        .map(limited ? dialect::bucketAsReadForLimitedSession : dialect::bucketAsRead));
    }

    private CallingPrincipal principal(Actor actor) {
        return switch (actor) {
            case USER -> CallingPrincipal.user("", user.name());
            case SESSION -> CallingPrincipal.roleSession("", name, SESSION);
            case OWNER -> CallingPrincipal.user("", lastPart(ownerArn));
        };
    }

    /** With the keys that the server adds by itself. */
    private AccessRequest request(Trial trial) {
        AccessRequest request = trial.request(name)
                .with("aws:SourceIp", "127.0.0.1")
                .with("aws:CurrentTime", Instant.now().toString());
        if (trial.actor() == Actor.SESSION) {
            // RGW tells who took the role on.
            request = request.with("aws:username", lastPart(server.strangerArn()));
        }
        if (trial.operation() == Operation.LIST && !trial.parameters().containsKey("s3:max-keys")) {
            request = request.with("s3:max-keys", "1000");
        }
        String team = RandomTrials.TAGS_OF_OBJECTS.getOrDefault(trial.key(), "");
        return team.isEmpty() ? request : request.with("s3:ExistingObjectTag/team", team);
    }

    private PolicyEvaluator with(PolicyEvaluator evaluator, PolicyKind kind, Optional<String> document) {
        return document.map(json -> evaluator.with(kind, name, json)).orElse(evaluator);
    }

    private Optional<String> read(Optional<String> document) {
        return document.map(this::named).map(RgwDialect::asRead);
    }

    private String named(String document) {
        return document.replace("@bucket@", name)
                .replace("@username@", user.name())
                .replace("@user@", "arn:aws:iam:::user/" + user.name())
                .replace("@role@", dialect.role())
                .replace("@session@", dialect.session())
                .replace("@owner@", ownerArn);
    }

    private void putObject(String key, String team) {
        asOwner.putObject(
                to -> to.bucket(name).key(key).tagging(team.isEmpty() ? "" : "team=" + team),
                RequestBody.fromString("x"));
    }

    private String beginUpload(String key) {
        return asOwner.createMultipartUpload(to -> to.bucket(name).key(key)).uploadId();
    }

    private static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    @Override
    public void close() {
        asOwner.deleteBucketPolicy(to -> to.bucket(name));
        asOwner.listMultipartUploadsPaginator(to -> to.bucket(name))
                .uploads()
                .forEach(upload -> asOwner.abortMultipartUpload(
                        to -> to.bucket(name).key(upload.key()).uploadId(upload.uploadId())));
        asOwner.listObjectsV2Paginator(to -> to.bucket(name))
                .contents()
                .forEach(object -> asOwner.deleteObject(to -> to.bucket(name).key(object.key())));
        asOwner.deleteBucket(to -> to.bucket(name));
        iam.deleteRolePolicy(to -> to.roleName(name).policyName(POLICY));
        iam.deleteRole(to -> to.roleName(name));
        asOwner.close();
        asUser.close();
        iam.close();
        sts.close();
        clients.close();
    }
}
