package io.mlplatform.s3;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.ObjectKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletions, a thousand keys a request. What cannot be deleted does not keep the rest from it. */
final class ObjectDeleter {

    private static final int BATCH = 1_000;
    private static final Set<String> PASSING = Set.of("SlowDown", "InternalError", "ServiceUnavailable", "RequestTimeout");

    private final S3Bucket bucket;

    ObjectDeleter(S3Bucket bucket) {
        this.bucket = bucket;
    }

    void delete(Collection<ObjectKey> keys) {
        List<ObjectKey> all = List.copyOf(keys);
        List<S3Error> errors = new ArrayList<>();
        List<MlPlatformException> failures = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            try {
                errors.addAll(deleteBatch(all.subList(from, Math.min(from + BATCH, all.size()))));
            } catch (SdkException e) {
                failures.add(S3Failures.of(e, S3Action.DELETE, bucket.location()));
            }
        }
        if (!errors.isEmpty()) {
            failures.add(failure(errors, all.size()));
        }
        if (!failures.isEmpty()) {
            MlPlatformException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private List<S3Error> deleteBatch(List<ObjectKey> batch) {
        List<ObjectIdentifier> identifiers = batch.stream()
                .map(key -> ObjectIdentifier.builder().key(key.value()).build())
                .toList();
        return bucket.client()
                .deleteObjects(request -> request.bucket(bucket.name())
                        .delete(delete -> delete.objects(identifiers).quiet(true))
                        .expectedBucketOwner(bucket.owner()))
                .errors()
                .stream()
                .filter(error -> !"NoSuchKey".equals(error.code()))
                .toList();
    }

    private MlPlatformException failure(List<S3Error> errors, int asked) {
        S3Error first = errors.get(0);
        String resource = bucket.location() + "/" + first.key();
        String what = "it and " + (errors.size() - 1) + " more of " + asked + " objects were not deleted (" + first.code()
                + ": " + first.message() + ")";
        if ("AccessDenied".equals(first.code())) {
            return new AccessDeniedException(resource, what + ": ask for " + S3Action.DELETE.right());
        }
        return PASSING.contains(String.valueOf(first.code()))
                ? new StorageUnavailableException(resource, what + ": call again later")
                : new RefusedException(resource, what, null);
    }
}
