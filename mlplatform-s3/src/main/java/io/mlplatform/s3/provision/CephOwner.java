package io.mlplatform.s3.provision;

import io.mlplatform.s3.access.PolicyDocument;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The right of the buckets' owner to read what roles put there. On Ceph's gateway an object belongs to who put it, and
 * an Allow in the bucket's policy would count as public there; so it is a policy of the owner's own.
 */
final class CephOwner implements Property<CephOwner.User, PolicyStatement> {

    private static final List<String> READ =
            List.of("s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:ListBucketVersions");

    /**
     * The owner.
     *
     * @param platform the opened bucket: one policy a platform
     */
    record User(String arn, String platform, List<Bucket> buckets, Requests requests) implements Resource {

        @Override
        public String label() {
            return "user " + name();
        }

        @Override
        public boolean isNew() {
            return false;
        }

        String name() {
            return arn.substring(arn.lastIndexOf('/') + 1);
        }

        String policyName() {
            return "mlplatform-" + platform;
        }
    }

    @Override
    public String name() {
        return "right to read what roles put";
    }

    @Override
    public Optional<String> gap(User user) {
        return Optional.empty();
    }

    @Override
    public SortedMap<String, PolicyStatement> desired(User user) {
        IamStatement.Builder read = IamStatement.builder()
                .sid(PolicyDocument.SID_PREFIX + "Owner")
                .effect(IamEffect.ALLOW)
                .actionIds(READ);
        for (Bucket bucket : user.buckets()) {
            read.addResource("arn:aws:s3:::" + bucket.name());
            read.addResource("arn:aws:s3:::" + bucket.name() + "/*");
        }
        return PolicyText.statements(
                IamPolicy.builder().addStatement(read.build()).build().toJson(), user);
    }

    // Asked for a policy that is absent, Ceph 16 answers what no parser takes: so it is listed first. Whoever never had
    // one is not found there.
    @Override
    public SortedMap<String, PolicyStatement> found(User user) {
        Requests requests = user.requests();
        List<String> names = requests.find("iam:ListUserPolicies", user, () -> requests.iam()
                        .listUserPolicies(request -> request.userName(user.name()))
                        .policyNames())
                .orElse(List.of());
        if (!names.contains(user.policyName())) {
            return new TreeMap<>();
        }
        return PolicyText.statements(
                requests.ask("iam:GetUserPolicy", user, () -> requests.iam()
                        .getUserPolicy(request -> request.userName(user.name()).policyName(user.policyName()))
                        .policyDocument()),
                user);
    }

    // The owner owns the buckets, whatever is said here.
    @Override
    public ChangeKind kind(User user, String item, Optional<PolicyStatement> from, Optional<PolicyStatement> to) {
        return ChangeKind.ADD;
    }

    @Override
    public boolean isOurs(String item) {
        return false;
    }

    @Override
    public void set(User user, SortedMap<String, PolicyStatement> items) {
        Requests requests = user.requests();
        requests.ask(
                "iam:PutUserPolicy", user, () -> requests.iam().putUserPolicy(request -> request.userName(user.name())
                        .policyName(user.policyName())
                        .policyDocument(PolicyText.document(items))));
    }

    @Override
    public List<String> dangers(User user, SortedMap<String, PolicyStatement> found) {
        return List.of();
    }
}
