package io.mlplatform.s3.provision;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** What encrypts objects whose put names no key: a key of the layout, or the store's own. */
final class DefaultEncryption implements Property<Bucket, String> {

    private static final String ALGORITHM = "algorithm";
    private static final String KEY = "key";
    private static final String BUCKET_KEYS = "bucket keys";
    private static final String KMS = ServerSideEncryption.AWS_KMS.toString();
    private static final String SSE_S3 = ServerSideEncryption.AES256.toString();

    @Override
    public String name() {
        return "default encryption";
    }

    @Override
    public Optional<String> gap(Bucket bucket) {
        return bucket.requests().isCeph()
                ? Optional.of("Ceph's gateway 16 answers 400 to a default encryption: name the key with each put,"
                        + " S3Settings.sseKmsKey(…), or encrypt its disks")
                : Optional.empty();
    }

    @Override
    public SortedMap<String, String> desired(Bucket bucket) {
        SortedMap<String, String> desired = new TreeMap<>();
        if (!bucket.requests().isCeph()) {
            desired.put(ALGORITHM, bucket.desired().kmsKey().isPresent() ? KMS : SSE_S3);
            bucket.desired().kmsKey().ifPresent(key -> desired.put(KEY, key));
            bucket.desired().kmsKey().ifPresent(key -> desired.put(BUCKET_KEYS, "on"));
        }
        return desired;
    }

    @Override
    public SortedMap<String, String> found(Bucket bucket) {
        Requests requests = bucket.requests();
        SortedMap<String, String> found = new TreeMap<>();
        requests.find("s3:GetEncryptionConfiguration", bucket, () -> requests.s3()
                        .getBucketEncryption(
                                request -> request.bucket(bucket.name()).expectedBucketOwner(requests.owner()))
                        .serverSideEncryptionConfiguration())
                .ifPresent(configuration -> configuration.rules().forEach(rule -> add(rule, found)));
        return found;
    }

    @Override
    public ChangeKind kind(Bucket bucket, String item, Optional<String> from, Optional<String> to) {
        if (from.isEmpty()) {
            return ChangeKind.ADD;
        }
        // Of two keys, who may use the other is not known here.
        boolean weaker = item.equals(KEY) || item.equals(ALGORITHM) && !from.equals(Optional.of(SSE_S3));
        return weaker ? ChangeKind.LOOSEN : ChangeKind.TIGHTEN;
    }

    @Override
    public boolean isOurs(String item) {
        return false;
    }

    @Override
    public void set(Bucket bucket, SortedMap<String, String> items) {
        Requests requests = bucket.requests();
        String algorithm = items.getOrDefault(ALGORITHM, SSE_S3);
        Optional<String> key = Optional.ofNullable(items.get(KEY)).filter(any -> !algorithm.equals(SSE_S3));
        ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(
                        by -> by.sseAlgorithm(algorithm).kmsMasterKeyID(key.orElse(null)))
                .bucketKeyEnabled(!algorithm.equals(SSE_S3) && "on".equals(items.get(BUCKET_KEYS)))
                .build();
        requests.ask("s3:PutEncryptionConfiguration", bucket, () -> requests.s3()
                .putBucketEncryption(request -> request.bucket(bucket.name())
                        .serverSideEncryptionConfiguration(configuration -> configuration.rules(rule))
                        .expectedBucketOwner(requests.owner())));
    }

    @Override
    public List<String> dangers(Bucket bucket, SortedMap<String, String> found) {
        return List.of();
    }

    private static void add(ServerSideEncryptionRule rule, SortedMap<String, String> found) {
        if (rule.applyServerSideEncryptionByDefault() != null) {
            found.put(ALGORITHM, rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString());
            Optional.ofNullable(rule.applyServerSideEncryptionByDefault().kmsMasterKeyID())
                    .ifPresent(key -> found.put(KEY, key));
        }
        found.put(BUCKET_KEYS, Boolean.TRUE.equals(rule.bucketKeyEnabled()) ? "on" : "off");
    }
}
