package io.mlplatform.s3;

import io.mlplatform.internal.transfer.CancelSignal;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Heads and gets. */
final class ObjectReader {

    private final S3Bucket bucket;
    private final HiddenAbsence hidden;

    ObjectReader(S3Bucket bucket) {
        this.bucket = bucket;
        this.hidden = new HiddenAbsence(bucket);
    }

    Optional<ObjectInfo> head(ObjectKey key) {
        return headers(key).map(headers -> info(key, headers));
    }

    /** What a HEAD answers, or empty for an absent key. */
    Optional<HeadObjectResponse> headers(ObjectKey key) {
        return headers(key, request -> {});
    }

    /** What the server keeps of the bytes of the object with this tag; empty where that is nothing, or the object is gone. */
    Optional<WholeChecksum> checksum(ObjectKey key, String etag) {
        return headers(key, request -> request.checksumMode(ChecksumMode.ENABLED))
                .filter(headers -> EntityTag.of(headers.eTag()).equals(etag))
                .flatMap(headers -> WholeChecksum.told(headers.sdkHttpResponse()::firstMatchingHeader));
    }

    private Optional<HeadObjectResponse> headers(ObjectKey key, Consumer<HeadObjectRequest.Builder> more) {
        try {
            return Optional.of(bucket.client().headObject(request -> request.bucket(bucket.name())
                    .key(key.value())
                    .expectedBucketOwner(bucket.owner())
                    .applyMutation(more)));
        } catch (SdkException e) {
            if (hidden.explains(e, key)) {
                return Optional.empty();
            }
            if (S3Failures.status(e) != 404) {
                throw bucket.failure(e, S3Action.READ, key);
            }
            bucket.requireExists();
            return Optional.empty();
        }
    }

    GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition) {
        GetObjectRequest request = request(bucket, key, range, condition);
        try {
            return found(key, range, bucket.client().getObject(request));
        } catch (SdkException e) {
            int status = S3Failures.status(e);
            if (status == 404 && !S3Failures.isBucketMissing(e)) {
                return new GetOutcome.Absent(bucket.date(e));
            }
            if (status == 412) {
                return new GetOutcome.ConditionNotMet(bucket.date(e));
            }
            if (status == 416) {
                return pastTheEnd(key, condition, e);
            }
            if (hidden.explains(e, key)) {
                return new GetOutcome.Absent(bucket.date(e));
            }
            throw bucket.failure(e, S3Action.READ, key);
        }
    }

    static GetObjectRequest request(S3Bucket bucket, ObjectKey key, ByteRange range, GetCondition condition) {
        GetObjectRequest.Builder request = GetObjectRequest.builder();
        if (BodyCheck.isWanted(bucket, range)) {
            request.overrideConfiguration(headers -> headers.putHeader(BodyCheck.MODE_HEADER, BodyCheck.MODE));
        }
        return request.bucket(bucket.name())
                .key(key.value())
                .range(range.isAll() ? null : Ranges.header(range))
                .ifMatch(EntityTag.ifMatch(condition, bucket.settings().server()))
                .expectedBucketOwner(bucket.owner())
                .build();
    }

    /** What an answer to such a request tells of the object. */
    static ObjectInfo info(S3Bucket bucket, ObjectKey key, ByteRange range, GetObjectResponse response) {
        String contentRange = response.contentRange();
        if (!range.isAll() && contentRange == null) {
            throw new RefusedException(
                    bucket.resource(key), "the server ignored the range asked for: use one that honours ranges", null);
        }
        long size = contentRange == null
                ? response.contentLength()
                : Long.parseLong(contentRange.substring(contentRange.lastIndexOf('/') + 1));
        return new ObjectInfo(key, size, EntityTag.of(response.eTag()), response.lastModified());
    }

    private GetOutcome found(ObjectKey key, ByteRange range, ResponseInputStream<GetObjectResponse> body) {
        CancelSignal.current().onCancel(body::abort);
        GetObjectResponse response = body.response();
        ObjectInfo info;
        try {
            info = info(bucket, key, range, response);
        } catch (RefusedException e) {
            body.abort();
            throw e;
        }
        BodyCheck check = BodyCheck.of(bucket, key, range);
        check.begin(response.sdkHttpResponse()::firstMatchingHeader);
        return new GetOutcome.Found(info, new ObjectBody(body, check, bucket.resource(key)), bucket.date(response));
    }

    // The refusal of a range names the size but no tag.
    private GetOutcome pastTheEnd(ObjectKey key, GetCondition condition, SdkException e) {
        Optional<ObjectInfo> present = head(key);
        if (present.isEmpty()) {
            return new GetOutcome.Absent(bucket.date(e));
        }
        return condition.allows(present.get())
                ? new GetOutcome.Found(present.get(), InputStream.nullInputStream(), bucket.date(e))
                : new GetOutcome.ConditionNotMet(bucket.date(e));
    }

    static ObjectInfo info(ObjectKey key, HeadObjectResponse headers) {
        return new ObjectInfo(key, headers.contentLength(), EntityTag.of(headers.eTag()), headers.lastModified());
    }
}
