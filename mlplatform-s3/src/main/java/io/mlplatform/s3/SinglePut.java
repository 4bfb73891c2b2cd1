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

/**
 * Puts of one request each. A small content is read whole beforehand, a larger one is sent from its file where it has one; a
 * source that fails, or has other bytes than announced, has sent nothing.
 */
final class SinglePut {

    // Read and sent at once; of what is larger nothing is held, but read once more where it is to be hashed.
    private static final int READ_BYTES = 256 << 10;

    private final S3Bucket bucket;
    private final BytePuts puts;
    private final ConflictBudget conflicts;

    SinglePut(S3Bucket bucket, BytePuts puts, ConflictBudget conflicts) {
        this.bucket = bucket;
        this.puts = puts;
        this.conflicts = conflicts;
    }

    PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
        String resource = bucket.resource(key);
        Optional<SentFile> file = content.length() > READ_BYTES ? SentFile.of(content, resource) : Optional.empty();
        if (file.isEmpty()) {
            return put(key, Payload.read(content, resource), condition);
        }
        try (SentFile open = file.get()) {
            return put(key, open.whole(), condition);
        }
    }

    private PutOutcome put(ObjectKey key, Payload payload, PutCondition condition) {
        return conflicts.spend(bucket.resource(key), () -> attempt(key, payload, condition));
    }

    private Optional<PutOutcome> attempt(ObjectKey key, Payload payload, PutCondition condition) {
        try {
            return Optional.of(puts.put(key, condition, payload));
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

    /** The SDK's put of an object. */
    static PutObjectRequest request(S3Bucket bucket, ObjectKey key, PutCondition condition) {
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

    /** What the SDK's answer to a put says. */
    static PutOutcome.Stored stored(S3Bucket bucket, PutObjectResponse response) {
        return new PutOutcome.Stored(
                EntityTag.of(response.eTag()), VersionId.of(response.versionId()), bucket.date(response));
    }
}
