package io.mlplatform.s3.provision;

import io.mlplatform.layout.PlatformLayout;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** A bucket with the places that lie in it; what is asked of it is the strictest of what they ask. For one thread. */
final class Bucket implements Resource {

    private static final String NO_CONSTRAINT = "us-east-1";

    private final DesiredBucket desired;
    private final Requests requests;
    private boolean isNew;

    Bucket(String name, List<ZoneFolder> folders, PlatformLayout layout, Requests requests) {
        this.desired = new DesiredBucket(name, folders, layout);
        this.requests = requests;
    }

    /** What the layout asks of it. */
    DesiredBucket desired() {
        return desired;
    }

    String name() {
        return desired.name();
    }

    List<ZoneFolder> folders() {
        return desired.folders();
    }

    PlatformLayout layout() {
        return desired.layout();
    }

    Requests requests() {
        return requests;
    }

    @Override
    public String label() {
        return "bucket " + name();
    }

    @Override
    public boolean isNew() {
        return isNew;
    }

    /** Looks for it, and makes it where a ledger accepts that. */
    void exist(Ledger ledger) {
        isNew = !exists();
        if (!isNew) {
            return;
        }
        Change change = new Change(
                ChangeKind.ADD,
                label(),
                "exists",
                Optional.empty(),
                Optional.of("in " + layout().region().orElse("the store's own region")));
        if (!ledger.accepts(ChangeKind.ADD)) {
            ledger.notDone(change);
            return;
        }
        create();
        ledger.done(change);
    }

    private boolean exists() {
        try {
            // No guard denies this; a HEAD of the bucket is a listing, which they do.
            requests.s3().getBucketVersioning(request -> request.bucket(name()).expectedBucketOwner(requests.owner()));
            return true;
        } catch (SdkException e) {
            if (Requests.status(e) == 404) {
                return false;
            }
            throw Requests.status(e) == 403
                    ? new ForeignBucketException(name(), e)
                    : requests.failure(e, "s3:GetBucketVersioning", this);
        }
    }

    private void create() {
        CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(name());
        layout().region()
                .filter(region -> !requests.isCeph() && !region.equals(NO_CONSTRAINT))
                .ifPresent(region ->
                        request.createBucketConfiguration(configuration -> configuration.locationConstraint(region)));
        if (desired.objectLock().isPresent() && !requests.isCeph()) {
            request.objectLockEnabledForBucket(true);
        }
        try {
            requests.s3().createBucket(request.build());
        } catch (SdkException e) {
            // Another process was quicker, or an attempt of this one whose answer was lost.
            if (Requests.code(e).equals("BucketAlreadyOwnedByYou")) {
                return;
            }
            throw Requests.code(e).equals("BucketAlreadyExists")
                    ? new ForeignBucketException(name(), e)
                    : requests.failure(e, "s3:CreateBucket", this);
        }
    }
}
