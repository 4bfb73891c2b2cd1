package io.mlplatform.s3.provision;

import io.mlplatform.layout.Classification;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.Tag;

/** What bills, inventories and conditions tell the bucket by; tags of others stay. */
final class BucketTags implements Property<Bucket, String> {

    private static final String OURS = "mlplatform-";
    private static final String CLASSIFICATION = OURS + "classification";

    @Override
    public String name() {
        return "tag";
    }

    @Override
    public Optional<String> gap(Bucket bucket) {
        return Optional.empty();
    }

    @Override
    public SortedMap<String, String> desired(Bucket bucket) {
        return bucket.desired().tags();
    }

    @Override
    public SortedMap<String, String> found(Bucket bucket) {
        Requests requests = bucket.requests();
        SortedMap<String, String> tags = new TreeMap<>();
        requests.find("s3:GetBucketTagging", bucket, () -> requests.s3()
                        .getBucketTagging(
                                request -> request.bucket(bucket.name()).expectedBucketOwner(requests.owner()))
                        .tagSet())
                .ifPresent(found -> found.forEach(tag -> tags.put(tag.key(), tag.value())));
        return tags;
    }

    @Override
    public ChangeKind kind(Bucket bucket, String item, Optional<String> from, Optional<String> to) {
        if (from.isEmpty() || to.isEmpty()) {
            return from.isEmpty() ? ChangeKind.ADD : ChangeKind.LOOSEN;
        }
        return item.equals(CLASSIFICATION) && rank(from.get()) > rank(to.get())
                ? ChangeKind.LOOSEN
                : ChangeKind.TIGHTEN;
    }

    @Override
    public boolean isOurs(String item) {
        return item.startsWith(OURS);
    }

    @Override
    public void set(Bucket bucket, SortedMap<String, String> items) {
        Requests requests = bucket.requests();
        List<Tag> tags = items.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        requests.ask("s3:PutBucketTagging", bucket, () -> requests.s3()
                .putBucketTagging(request -> request.bucket(bucket.name())
                        .tagging(tagging -> tagging.tagSet(tags))
                        .expectedBucketOwner(requests.owner())));
    }

    @Override
    public List<String> dangers(Bucket bucket, SortedMap<String, String> found) {
        return List.of();
    }

    private static int rank(String word) {
        return Arrays.stream(Classification.values())
                .filter(known -> known.word().equals(word))
                .findFirst()
                .map(Enum::ordinal)
                .orElse(-1);
    }
}
