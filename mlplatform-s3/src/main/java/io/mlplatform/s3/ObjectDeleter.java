package io.mlplatform.s3;

import io.mlplatform.MlPlatformException;
import io.mlplatform.store.ObjectKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Deletions, a thousand keys a request. What cannot be deleted does not keep the rest from it. */
final class ObjectDeleter {

    private static final int BATCH = 1_000;

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
        return bucket
                .client()
                .deleteObjects(request -> request.bucket(bucket.name())
                        .delete(delete -> delete.objects(identifiers).quiet(true))
                        .expectedBucketOwner(bucket.owner()))
                .errors()
                .stream()
                .filter(error -> !"NoSuchKey".equals(error.code()))
                .toList();
    }

    /** The first of these errors, told as if it had been the answer to a request of its own. */
    private MlPlatformException failure(List<S3Error> errors, int asked) {
        S3Error first = errors.get(0);
        AwsErrorDetails details = AwsErrorDetails.builder()
                .errorCode(first.code())
                .errorMessage(errors.size() + " of " + asked + " objects were not deleted; " + first.message())
                .build();
        AwsServiceException failure =
                S3Exception.builder().awsErrorDetails(details).build();
        return S3Failures.of(failure, S3Action.DELETE, bucket.location() + "/" + first.key());
    }
}
