package io.mlplatform.s3.provision;

import io.mlplatform.s3.access.AccessPolicies;
import io.mlplatform.s3.access.PolicyDocument;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a bucket denies to everyone. Statements of others stay. */
final class BucketPolicy implements Property<Bucket, PolicyStatement> {

    private final AccessPolicies policies;

    BucketPolicy(AccessPolicies policies) {
        this.policies = policies;
    }

    @Override
    public String name() {
        return "bucket policy";
    }

    @Override
    public Optional<String> gap(Bucket bucket) {
        return Optional.empty();
    }

    @Override
    public SortedMap<String, PolicyStatement> desired(Bucket bucket) {
        return PolicyText.statements(policies.bucket(bucket.name()).json(), bucket);
    }

    @Override
    public SortedMap<String, PolicyStatement> found(Bucket bucket) {
        Requests requests = bucket.requests();
        return requests.find("s3:GetBucketPolicy", bucket, () -> requests.s3()
                        .getBucketPolicy(
                                request -> request.bucket(bucket.name()).expectedBucketOwner(requests.owner()))
                        .policy())
                .map(text -> PolicyText.statements(text, bucket))
                .orElseGet(TreeMap::new);
    }

    @Override
    public ChangeKind kind(Bucket bucket, String item, Optional<PolicyStatement> from, Optional<PolicyStatement> to) {
        if (to.isEmpty()) {
            return ChangeKind.LOOSEN;
        }
        return from.isEmpty() ? ChangeKind.ADD : ChangeKind.TIGHTEN;
    }

    @Override
    public boolean isOurs(String item) {
        return item.startsWith(PolicyDocument.SID_PREFIX);
    }

    @Override
    public void set(Bucket bucket, SortedMap<String, PolicyStatement> items) {
        Requests requests = bucket.requests();
        String document = PolicyText.document(items);
        requests.ask("s3:PutBucketPolicy", bucket, () -> requests.s3()
                .putBucketPolicy(request ->
                        request.bucket(bucket.name()).policy(document).expectedBucketOwner(requests.owner())));
    }

    @Override
    public List<String> dangers(Bucket bucket, SortedMap<String, PolicyStatement> found) {
        return found.entrySet().stream()
                .filter(item -> item.getValue().isAllow())
                .filter(item -> item.getValue().principals().contains("*")
                        || item.getValue().isForAllButSome())
                .map(item -> "the statement '" + item.getKey() + "' allows everyone"
                        + (item.getValue().hasCondition() ? ", under a condition" : "") + ": " + item.getValue())
                .toList();
    }
}
