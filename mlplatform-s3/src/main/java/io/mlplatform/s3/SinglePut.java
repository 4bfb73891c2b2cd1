package io.mlplatform.s3;

import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Puts of one request each. The content is read whole beforehand, so a source that fails has sent nothing. */
final class SinglePut {

    private final S3Bucket bucket;
    private final ConflictBudget conflicts;

    SinglePut(S3Bucket bucket, ConflictBudget conflicts) {
        this.bucket = bucket;
        this.conflicts = conflicts;
    }

    PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
        String resource = bucket.resource(key);
        int length = Math.toIntExact(content.length());
        try (ContentReader reader = new ContentReader(content, resource)) {
            byte[] bytes = reader.next(length);
            reader.requireEnd();
            PutObjectRequest request = request(key, condition);
            return conflicts.spend(resource, () -> attempt(key, request, bytes, condition));
        }
    }

    private Optional<PutOutcome> attempt(
            ObjectKey key, PutObjectRequest request, byte[] bytes, PutCondition condition) {
        try {
            PutObjectResponse response = bucket.client().putObject(request, Bodies.of(bytes));
            return Optional.of(new PutOutcome.Stored(
                    EntityTag.of(response.eTag()), VersionId.of(response.versionId()), bucket.date(response)));
        } catch (SdkException e) {
            if (S3Failures.isConditionNotMet(e, condition)) {
                return Optional.of(new PutOutcome.ConditionNotMet(bucket.date(e)));
            }
            // The other write may be an earlier attempt of this one, so that a later refusal would say nothing about
            // it.
            if (S3Failures.isConflict(e) && !S3Failures.isRepeated(e)) {
                return Optional.empty();
            }
            throw bucket.failure(e, S3Action.WRITE, key);
        }
    }

    private PutObjectRequest request(ObjectKey key, PutCondition condition) {
        S3Settings settings = bucket.settings();
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket.name())
                .key(key.value())
                .ifNoneMatch(EntityTag.ifNoneMatch(condition))
                .ifMatch(EntityTag.ifMatch(condition, settings.server()))
                .storageClass(settings.storageClass().orElse(null))
                .expectedBucketOwner(bucket.owner());
        settings.sseKmsKey().ifPresent(kmsKey -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(kmsKey));
        return request.build();
    }
}
