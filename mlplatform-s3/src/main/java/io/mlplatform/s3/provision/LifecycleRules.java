package io.mlplatform.s3.provision;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** What the bucket clears away by itself: never a current object of an entity. Rules of others stay. */
final class LifecycleRules implements Property<Bucket, Expiry> {

    private static final String OURS = "mlplatform-";

    @Override
    public String name() {
        return "lifecycle rule";
    }

    @Override
    public Optional<String> gap(Bucket bucket) {
        return Optional.empty();
    }

    @Override
    public SortedMap<String, Expiry> desired(Bucket bucket) {
        SortedMap<String, Expiry> rules = new TreeMap<>();
        bucket.desired().expiries().forEach(expiry -> rules.put(expiry.id(), Expiry.of(expiry)));
        return rules;
    }

    @Override
    public SortedMap<String, Expiry> found(Bucket bucket) {
        Requests requests = bucket.requests();
        SortedMap<String, Expiry> rules = new TreeMap<>();
        requests.find("s3:GetLifecycleConfiguration", bucket, () -> requests.s3()
                        .getBucketLifecycleConfiguration(
                                request -> request.bucket(bucket.name()).expectedBucketOwner(requests.owner()))
                        .rules())
                .ifPresent(found -> found.forEach(rule -> rules.put(id(rule, rules.size()), Expiry.of(rule))));
        return rules;
    }

    /** To keep longer tightens; to expire current objects, other than temporary ones, is undone as tightening too. */
    @Override
    public ChangeKind kind(Bucket bucket, String item, Optional<Expiry> from, Optional<Expiry> to) {
        if (from.isEmpty() || to.isEmpty()) {
            return from.isEmpty() ? ChangeKind.ADD : ChangeKind.LOOSEN;
        }
        return to.get().keepsAsLongAs(from.get()) ? ChangeKind.TIGHTEN : ChangeKind.LOOSEN;
    }

    @Override
    public boolean isOurs(String item) {
        return item.startsWith(OURS);
    }

    @Override
    public void set(Bucket bucket, SortedMap<String, Expiry> items) {
        Requests requests = bucket.requests();
        List<LifecycleRule> rules = items.entrySet().stream()
                .map(item -> item.getValue().rule(item.getKey()))
                .toList();
        requests.ask("s3:PutLifecycleConfiguration", bucket, () -> requests.s3()
                .putBucketLifecycleConfiguration(request -> request.bucket(bucket.name())
                        .lifecycleConfiguration(configuration -> configuration.rules(rules))
                        .expectedBucketOwner(requests.owner())));
    }

    @Override
    public List<String> dangers(Bucket bucket, SortedMap<String, Expiry> found) {
        return found.entrySet().stream()
                .filter(rule -> !isOurs(rule.getKey()))
                .filter(rule -> bucket.folders().stream()
                        .anyMatch(folder -> rule.getValue().endangers(folder.prefix())))
                .map(rule -> "the rule '" + rule.getKey() + "' takes current objects of entities away ("
                        + rule.getValue() + "): narrow its prefix to what is none of the platform's, or remove it")
                .toList();
    }

    private static String id(LifecycleRule rule, int index) {
        return Optional.ofNullable(rule.id()).filter(id -> !id.isEmpty()).orElse("rule " + index);
    }
}
