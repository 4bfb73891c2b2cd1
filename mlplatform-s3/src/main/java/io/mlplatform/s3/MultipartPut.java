package io.mlplatform.s3;

import io.mlplatform.DataCorruptException;
import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Puts of large objects in parts. The condition is checked when the parts are put together; until then nothing is under the
 * key. Whatever ends without an object is aborted.
 */
final class MultipartPut {

    private final S3Bucket bucket;
    private final ObjectReader reader;
    private final BytePuts puts;
    private final ConflictBudget conflicts;
    private final Supplier<String> ids;

    /** @param ids names that no two uploads share */
    MultipartPut(S3Bucket bucket, ObjectReader reader, BytePuts puts, ConflictBudget conflicts, Supplier<String> ids) {
        this.bucket = bucket;
        this.reader = reader;
        this.puts = puts;
        this.conflicts = conflicts;
        this.ids = ids;
    }

    /** A new upload; its parts are the caller's affair, and so is its end. */
    MultipartUpload begin(ObjectKey key) {
        return MultipartUpload.begin(bucket, puts, key, ids.get());
    }

    /** An upload that another process left, else a new one; empty where an object is there already. */
    Optional<MultipartUpload> resume(ObjectKey key) {
        Optional<MultipartUpload> left = new UploadResumption(bucket)
                .find(key, puts.partChecksum())
                .map(found -> MultipartUpload.resumed(bucket, puts, key, found));
        if (left.isPresent()) {
            return left;
        }
        return reader.head(key).isPresent() ? Optional.empty() : Optional.of(begin(key));
    }

    /** The outcome of a put if-absent where {@link #resume} found an object. */
    PutOutcome there() {
        return new PutOutcome.ConditionNotMet(bucket.now());
    }

    /** As {@link ConflictBudget#conflicted}. */
    void conflicted(String resource, int times) {
        conflicts.conflicted(resource, times);
    }

    /** Puts together what {@code parts} gave to an upload; it is asked again, with a new upload, after a conflict. */
    PutOutcome put(ObjectKey key, Consumer<MultipartUpload> parts, PutCondition condition) {
        return conflicts.spend(bucket.resource(key), () -> attempt(key, parts, condition));
    }

    private Optional<PutOutcome> attempt(ObjectKey key, Consumer<MultipartUpload> parts, PutCondition condition) {
        try (MultipartUpload upload = begin(key)) {
            parts.accept(upload);
            Optional<PutOutcome> outcome = complete(upload, condition);
            if (outcome.isPresent() && outcome.get() instanceof PutOutcome.Stored) {
                upload.done();
            }
            return outcome;
        }
    }

    /** The outcome, or empty after a conflict. */
    Optional<PutOutcome> complete(MultipartUpload upload, PutCondition condition) {
        try {
            CompleteMultipartUploadResponse response = upload.complete(condition);
            Instant date = bucket.date(response);
            String etag = EntityTag.of(response.eTag());
            return Optional.of(new PutOutcome.Stored(
                    etag.isEmpty() ? foundTag(upload) : etag, VersionId.of(response.versionId()), date));
        } catch (SdkException e) {
            if (S3Failures.code(e).equals("BadDigest")) {
                throw new DataCorruptException(
                        upload.resource(),
                        "the server put together other bytes than were sent, and stored nothing: call again"
                                + S3Failures.ids(e),
                        e);
            }
            boolean refused = S3Failures.isConditionNotMet(e, condition);
            // Another process that went on with this upload may have put it together, or sent other bytes for a part.
            boolean shared = Set.of("NoSuchUpload", "InvalidPart").contains(S3Failures.code(e));
            if (refused || shared || S3Failures.isConflict(e)) {
                return settle(upload, condition, e);
            }
            MlPlatformException failure = bucket.failure(e, S3Action.WRITE, upload.key());
            return Optional.of(unheard(upload, failure).orElseThrow(() -> failure));
        }
    }

    // Where no answer came, or half of one, the object may be there all the same, and then bears the upload's mark.
    private Optional<PutOutcome> unheard(MultipartUpload upload, MlPlatformException failure) {
        if (!(failure instanceof StorageUnavailableException)) {
            return Optional.empty();
        }
        try {
            return reader.headers(upload.key()).filter(upload::made).map(this::stored);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            return Optional.empty();
        }
    }

    // Any of these answers may be to a repetition of a request that had completed the upload: the key tells.
    private Optional<PutOutcome> settle(MultipartUpload upload, PutCondition condition, SdkException e) {
        Optional<HeadObjectResponse> present = reader.headers(upload.key());
        Optional<PutOutcome> made = present.filter(upload::made).map(this::stored);
        if (made.isPresent()) {
            return made;
        }
        Optional<ObjectInfo> info = present.map(headers -> ObjectReader.info(upload.key(), headers));
        boolean again = condition.allows(info) && !S3Failures.isConditionNotMet(e, condition);
        return again ? Optional.empty() : Optional.of(new PutOutcome.ConditionNotMet(bucket.date(e)));
    }

    private PutOutcome stored(HeadObjectResponse present) {
        return new PutOutcome.Stored(
                EntityTag.of(present.eTag()), VersionId.of(present.versionId()), bucket.date(present));
    }

    // Ceph's answer has no tag; nor has the page of a proxy, of which nothing is stored.
    private String foundTag(MultipartUpload upload) {
        return reader.headers(upload.key())
                .filter(upload::mayHaveMade)
                .map(headers -> EntityTag.of(headers.eTag()))
                .orElseThrow(() -> new StorageUnavailableException(
                        upload.resource(),
                        "the answer to its last request names no object, and there is none of this upload: check the"
                                + " endpoint, then call again"));
    }
}
