package io.mlplatform.s3.provision;

import io.mlplatform.layout.Classification;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Versioning;
import io.mlplatform.layout.ZoneSettings;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** A bucket with the places that lie in it; what is asked of it is the strictest of what they ask. For one thread. */
final class Bucket implements Resource {

    private static final String NO_CONSTRAINT = "us-east-1";

    private final String name;
    private final List<ZoneFolder> folders;
    private final PlatformLayout layout;
    private final Requests requests;
    private boolean isNew;

    Bucket(String name, List<ZoneFolder> folders, PlatformLayout layout, Requests requests) {
        this.name = name;
        this.folders = List.copyOf(folders);
        this.layout = layout;
        this.requests = requests;
    }

    String name() {
        return name;
    }

    List<ZoneFolder> folders() {
        return folders;
    }

    PlatformLayout layout() {
        return layout;
    }

    Requests requests() {
        return requests;
    }

    @Override
    public String label() {
        return "bucket " + name;
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
                Optional.of("in " + layout.region().orElse("the store's own region")));
        if (!ledger.accepts(ChangeKind.ADD)) {
            ledger.notDone(change);
            return;
        }
        create();
        ledger.done(change);
    }

    /** The class of the most sensitive data that it may hold. */
    Classification classification() {
        return folders.stream()
                .map(folder -> folder.settings().classification())
                .max(Comparator.naturalOrder())
                .orElse(Classification.INTERNAL);
    }

    Versioning versioning() {
        return folders.stream()
                .map(folder -> folder.settings().versioning())
                .max(Comparator.naturalOrder())
                .orElse(Versioning.OFF);
    }

    Optional<Duration> objectLock() {
        return folders.stream()
                .flatMap(folder -> folder.settings().objectLock().stream())
                .max(Comparator.naturalOrder());
    }

    /** The key that encrypts there by default; refused where its places name several. */
    Optional<String> kmsKey() {
        Set<String> keys = folders.stream()
                .map(ZoneFolder::settings)
                .map(ZoneSettings::kmsKey)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        if (keys.size() > 1) {
            throw new IllegalArgumentException(label() + " holds zones with different keys, " + keys
                    + ", and has one by default: give each zone a bucket of its own, or one key to all");
        }
        return keys.stream().findFirst();
    }

    private boolean exists() {
        try {
            requests.s3().headBucket(request -> request.bucket(name).expectedBucketOwner(requests.owner()));
            return true;
        } catch (SdkException e) {
            if (Requests.status(e) == 404) {
                return false;
            }
            throw Requests.status(e) == 403
                    ? new ForeignBucketException(name, e)
                    : requests.failure(e, "s3:ListBucket", this);
        }
    }

    private void create() {
        CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(name);
        layout.region()
                .filter(region -> !requests.isCeph() && !region.equals(NO_CONSTRAINT))
                .ifPresent(region ->
                        request.createBucketConfiguration(configuration -> configuration.locationConstraint(region)));
        if (objectLock().isPresent() && !requests.isCeph()) {
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
                    ? new ForeignBucketException(name, e)
                    : requests.failure(e, "s3:CreateBucket", this);
        }
    }
}
