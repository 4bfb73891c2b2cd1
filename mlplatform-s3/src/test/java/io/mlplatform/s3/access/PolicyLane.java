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
    private final RgwDialect dialect;
    private final RequestSender sender;

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
        dialect = new RgwDialect(
                "arn:aws:iam:::user/" + user.name(),
                "arn:aws:iam:::role/" + name,
                "arn:aws:sts:::assumed-role/" + name + "/" + SESSION,
                "arn:aws:iam:::user/" + owner);
    }

    /** The requests that the server answers otherwise than the evaluator. */
    List<Disagreement> run(PolicyTrials trials) {
        Map<Actor, S3Client> actors = install(trials);
        List<Disagreement> found = new ArrayList<>();
        for (Trial trial : trials.trials()) {
            Decision decision = evaluator(trials, trial.actor()).decide(request(trial));
            int status = sender.status(actors.get(trial.actor()), trial);
            if (decision.isAllowed() == (status == 403)) {
                found.add(new Disagreement(trials, trial, decision, status));
            }
        }
        return found;
    }

    /** The answer to one request under these policies. */
    int status(PolicyTrials trials, Trial trial) {
        return sender.status(install(trials).get(trial.actor()), trial);
    }

    /** What the evaluator says of one request, on the documents as they are: as AWS reads them. */
    Decision asDocumented(PolicyTrials trials, Trial trial) {
        PolicyEvaluator evaluator = PolicyEvaluator.of(principal(trial.actor()));
        evaluator = with(evaluator, PolicyKind.IDENTITY, trial.actor() == Actor.USER ? trials.user() : trials.role());
        if (trial.actor() == Actor.SESSION) {
            evaluator = with(evaluator, PolicyKind.SESSION, trials.session());
        }
        return with(evaluator, PolicyKind.RESOURCE, trials.bucket()).decide(trial.request(name));
    }

    private Map<Actor, S3Client> install(PolicyTrials trials) {
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
        Map<Actor, S3Client> actors = new EnumMap<>(Actor.class);
        actors.put(Actor.USER, asUser);
        actors.put(Actor.OWNER, asOwner);
        actors.put(Actor.SESSION, session(trials.session()));
        return actors;
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

    private PolicyEvaluator evaluator(PolicyTrials trials, Actor actor) {
        PolicyEvaluator evaluator = PolicyEvaluator.of(principal(actor));
        if (actor == Actor.OWNER) {
            String acl = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";
            evaluator = evaluator.with(PolicyKind.IDENTITY, "the bucket's ACL", acl);
        } else {
            evaluator = with(evaluator, PolicyKind.IDENTITY, read(actor == Actor.USER ? trials.user() : trials.role()));
        }
        if (actor == Actor.SESSION) {
            evaluator = with(evaluator, PolicyKind.SESSION, read(trials.session()));
        }
        return with(evaluator, PolicyKind.RESOURCE, read(trials.bucket()));
    }

    private CallingPrincipal principal(Actor actor) {
        return switch (actor) {
            case USER -> CallingPrincipal.user("", user.name());
            case SESSION -> CallingPrincipal.roleSession("", name, SESSION);
            case OWNER -> CallingPrincipal.user("", lastPart(dialect.owner()));
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
        String team = RandomTrials.TAGS_OF_OBJECTS.getOrDefault(trial.key(), "");
        return team.isEmpty() ? request : request.with("s3:ExistingObjectTag/team", team);
    }

    private PolicyEvaluator with(PolicyEvaluator evaluator, PolicyKind kind, Optional<String> document) {
        return document.map(json -> evaluator.with(kind, name, named(json))).orElse(evaluator);
    }

    private Optional<String> read(Optional<String> document) {
        return document.map(this::named).map(dialect::asRead);
    }

    private String named(String document) {
        return document.replace("@bucket@", name)
                .replace("@username@", user.name())
                .replace("@user@", dialect.user())
                .replace("@role@", dialect.role())
                .replace("@session@", dialect.session())
                .replace("@owner@", dialect.owner());
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
        clients.close();
    }
}
