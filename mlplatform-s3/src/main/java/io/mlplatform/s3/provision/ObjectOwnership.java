package io.mlplatform.s3.provision;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/** The bucket's owner owns all objects in it, so that no access list counts. */
final class ObjectOwnership implements Property<Bucket, String> {

    private static final String ENFORCED =
            software.amazon.awssdk.services.s3.model.ObjectOwnership.BUCKET_OWNER_ENFORCED.toString();

    @Override
    public String name() {
        return "object ownership";
    }

    @Override
    public Optional<String> gap(Bucket bucket) {
        return bucket.requests().isCeph()
                ? Optional.of(
                        "an object on Ceph's gateway belongs to who put it, whose access list counts; the owner of"
                                + " the bucket reads it by a policy of the owner's own")
                : Optional.empty();
    }

    @Override
    public SortedMap<String, String> desired(Bucket bucket) {
        return bucket.requests().isCeph() ? new TreeMap<>() : new TreeMap<>(Map.of(name(), ENFORCED));
    }

    @Override
    public SortedMap<String, String> found(Bucket bucket) {
        Requests requests = bucket.requests();
        SortedMap<String, String> rules = new TreeMap<>();
        requests.find("s3:GetBucketOwnershipControls", bucket, () -> requests.s3()
                        .getBucketOwnershipControls(
                                request -> request.bucket(bucket.name()).expectedBucketOwner(requests.owner()))
                        .ownershipControls())
                .ifPresent(controls ->
                        controls.rules().forEach(rule -> rules.put(name(), rule.objectOwnershipAsString())));
        return rules;
    }

    @Override
    public ChangeKind kind(Bucket bucket, String item, Optional<String> from, Optional<String> to) {
        return from.isPresent() ? ChangeKind.TIGHTEN : ChangeKind.ADD;
    }

    @Override
    public boolean isOurs(String item) {
        return false;
    }

    @Override
    public void set(Bucket bucket, SortedMap<String, String> items) {
        Requests requests = bucket.requests();
        OwnershipControlsRule rule = OwnershipControlsRule.builder()
                .objectOwnership(items.get(name()))
                .build();
        requests.ask("s3:PutBucketOwnershipControls", bucket, () -> requests.s3()
                .putBucketOwnershipControls(request -> request.bucket(bucket.name())
                        .ownershipControls(controls -> controls.rules(List.of(rule)))
                        .expectedBucketOwner(requests.owner())));
    }

    @Override
    public List<String> dangers(Bucket bucket, SortedMap<String, String> found) {
        return List.of();
    }
}
