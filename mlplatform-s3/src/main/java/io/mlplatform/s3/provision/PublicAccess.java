package io.mlplatform.s3.provision;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** All four blocks of public access. */
final class PublicAccess implements Property<Bucket, String> {

    private static final String ON = "on";
    private static final String OFF = "off";

    @Override
    public String name() {
        return "public access block";
    }

    @Override
    public Optional<String> gap(Bucket bucket) {
        return bucket.requests().isCeph()
                ? Optional.of(
                        "blockPublicAcls would make Ceph's gateway refuse every put of the bucket's owner; the other"
                                + " three are on")
                : Optional.empty();
    }

    @Override
    public SortedMap<String, String> desired(Bucket bucket) {
        SortedMap<String, String> blocks = new TreeMap<>(Map.of(
                "blockPublicAcls", ON, "ignorePublicAcls", ON, "blockPublicPolicy", ON, "restrictPublicBuckets", ON));
        if (bucket.requests().isCeph()) {
            blocks.remove("blockPublicAcls");
        }
        return blocks;
    }

    @Override
    public SortedMap<String, String> found(Bucket bucket) {
        Requests requests = bucket.requests();
        SortedMap<String, String> blocks = new TreeMap<>();
        requests.find("s3:GetBucketPublicAccessBlock", bucket, () -> requests.s3()
                        .getPublicAccessBlock(
                                request -> request.bucket(bucket.name()).expectedBucketOwner(requests.owner()))
                        .publicAccessBlockConfiguration())
                .ifPresent(found -> {
                    blocks.put("blockPublicAcls", word(found.blockPublicAcls()));
                    blocks.put("ignorePublicAcls", word(found.ignorePublicAcls()));
                    blocks.put("blockPublicPolicy", word(found.blockPublicPolicy()));
                    blocks.put("restrictPublicBuckets", word(found.restrictPublicBuckets()));
                });
        return blocks;
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
        PublicAccessBlockConfiguration blocks = PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(ON.equals(items.get("blockPublicAcls")))
                .ignorePublicAcls(ON.equals(items.get("ignorePublicAcls")))
                .blockPublicPolicy(ON.equals(items.get("blockPublicPolicy")))
                .restrictPublicBuckets(ON.equals(items.get("restrictPublicBuckets")))
                .build();
        requests.ask("s3:PutBucketPublicAccessBlock", bucket, () -> requests.s3()
                .putPublicAccessBlock(request -> request.bucket(bucket.name())
                        .publicAccessBlockConfiguration(blocks)
                        .expectedBucketOwner(requests.owner())));
    }

    @Override
    public List<String> dangers(Bucket bucket, SortedMap<String, String> found) {
        return List.of();
    }

    private static String word(Boolean blocked) {
        return Boolean.TRUE.equals(blocked) ? ON : OFF;
    }
}
