package io.mlplatform.s3.provision;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;

/** Where the server writes down each request to the bucket. */
final class AccessLogging implements Property<Bucket, String> {

    @Override
    public String name() {
        return "access log";
    }

    @Override
    public Optional<String> gap(Bucket bucket) {
        return bucket.requests().isCeph() && bucket.layout().accessLogs().isPresent()
                ? Optional.of(
                        "Ceph's gateway has no access log that a bucket could keep: use its own log of operations")
                : Optional.empty();
    }

    @Override
    public SortedMap<String, String> desired(Bucket bucket) {
        SortedMap<String, String> desired = new TreeMap<>();
        bucket.desired()
                .accessLog()
                .filter(target -> !bucket.requests().isCeph())
                .ifPresent(target -> desired.put(name(), place(target.bucket(), target.prefix())));
        return desired;
    }

    @Override
    public SortedMap<String, String> found(Bucket bucket) {
        Requests requests = bucket.requests();
        Optional<LoggingEnabled> logging =
                Optional.ofNullable(requests.ask("s3:GetBucketLogging", bucket, () -> requests.s3()
                                .getBucketLogging(
                                        request -> request.bucket(bucket.name()).expectedBucketOwner(requests.owner())))
                        .loggingEnabled());
        SortedMap<String, String> found = new TreeMap<>();
        logging.ifPresent(to -> found.put(name(), place(to.targetBucket(), to.targetPrefix())));
        return found;
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
        String target = Optional.ofNullable(items.get(name())).orElseThrow().substring("s3://".length());
        int slash = target.indexOf('/');
        requests.ask(
                "s3:PutBucketLogging, and for the service logging.s3.amazonaws.com s3:PutObject on "
                        + items.get(name()),
                bucket,
                () -> requests.s3().putBucketLogging(request -> request.bucket(bucket.name())
                        .bucketLoggingStatus(status ->
                                status.loggingEnabled(logging -> logging.targetBucket(target.substring(0, slash))
                                        .targetPrefix(target.substring(slash + 1))))
                        .expectedBucketOwner(requests.owner())));
    }

    @Override
    public List<String> dangers(Bucket bucket, SortedMap<String, String> found) {
        return List.of();
    }

    private static String place(String bucket, String prefix) {
        return "s3://" + bucket + "/" + prefix;
    }
}
