package io.mlplatform.s3;

import io.mlplatform.store.ObjectKey;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Tells an absent key from a forbidden one. Who may list only some prefixes of a bucket, or none, is answered 403 for
 * either; a list of just that key tells them apart where it is allowed.
 */
final class HiddenAbsence {

    private final S3Bucket bucket;

    HiddenAbsence(S3Bucket bucket) {
        this.bucket = bucket;
    }

    /** True where the key was refused to be read, and is seen to be absent: one LIST, after a refusal only. */
    boolean explains(SdkException refusal, ObjectKey key) {
        if (!isDenial(refusal)) {
            return false;
        }
        try {
            ListObjectsV2Response page = bucket.client().listObjectsV2(request -> request.bucket(bucket.name())
                    .prefix(key.value())
                    .maxKeys(1)
                    .expectedBucketOwner(bucket.owner()));
            return page.contents().stream().noneMatch(object -> object.key().equals(key.value()));
        } catch (SdkException e) {
            // Where a HEAD was refused, this is the first answer that says why.
            if (!isDenial(e)) {
                throw bucket.failure(e, S3Action.LIST, key);
            }
            // The refusal stands: nothing more is known of the key.
            return false;
        }
    }

    /** Whether a right is missing, as far as it is told: the answer to a HEAD has no code. */
    private static boolean isDenial(SdkException e) {
        String code = S3Failures.code(e);
        return S3Failures.status(e) == 403 && (code.isEmpty() || code.equals("AccessDenied"));
    }
}
