package io.mlplatform.s3.provision;

import io.mlplatform.layout.Versioning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Whether the bucket keeps what is overwritten or deleted. */
final class ObjectVersions implements Property<Bucket, String> {

    @Override
    public String name() {
        return "versioning";
    }

    @Override
    public Optional<String> gap(Bucket bucket) {
        return bucket.requests().isCeph() && bucket.desired().versioning() == Versioning.ON
                ? Optional.of("Ceph's gateway ignores put-if-absent in a bucket with versions, and logs would be"
                        + " overwritten: it is off, and CodePipeline cannot watch such a bucket")
                : Optional.empty();
    }

    @Override
    public SortedMap<String, String> desired(Bucket bucket) {
        Versioning asked =
                bucket.requests().isCeph() ? Versioning.OFF : bucket.desired().versioning();
        // A new bucket has none, and could not be set back to that.
        return bucket.isNew() && asked == Versioning.OFF
                ? new TreeMap<>()
                : new TreeMap<>(Map.of(name(), asked.toString()));
    }

    @Override
    public SortedMap<String, String> found(Bucket bucket) {
        Requests requests = bucket.requests();
        boolean on = requests.ask("s3:GetBucketVersioning", bucket, () -> requests.s3()
                                .getBucketVersioning(
                                        request -> request.bucket(bucket.name()).expectedBucketOwner(requests.owner())))
                        .status()
                == BucketVersioningStatus.ENABLED;
        return new TreeMap<>(Map.of(name(), (on ? Versioning.ON : Versioning.OFF).toString()));
    }

    @Override
    public ChangeKind kind(Bucket bucket, String item, Optional<String> from, Optional<String> to) {
        if (from.isEmpty()) {
            return ChangeKind.ADD;
        }
        boolean on = to.equals(Optional.of(Versioning.ON.toString()));
        return on || bucket.requests().isCeph() ? ChangeKind.TIGHTEN : ChangeKind.LOOSEN;
    }

    @Override
    public boolean isOurs(String item) {
        return false;
    }

    @Override
    public void set(Bucket bucket, SortedMap<String, String> items) {
        Requests requests = bucket.requests();
        BucketVersioningStatus status = Versioning.ON.toString().equals(items.get(name()))
                ? BucketVersioningStatus.ENABLED
                : BucketVersioningStatus.SUSPENDED;
        requests.ask("s3:PutBucketVersioning", bucket, () -> requests.s3()
                .putBucketVersioning(request -> request.bucket(bucket.name())
                        .versioningConfiguration(versioning -> versioning.status(status))
                        .expectedBucketOwner(requests.owner())));
    }

    @Override
    public List<String> dangers(Bucket bucket, SortedMap<String, String> found) {
        return List.of();
    }
}
