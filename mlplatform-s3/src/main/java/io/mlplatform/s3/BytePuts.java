package io.mlplatform.s3;

import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferDirection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Sends the requests that carry bytes: over the own lane where there is one that understands the answer, else by the SDK's
 * client. Failures are the SDK's, and tell how often a request was sent. Thread-safe.
 */
final class BytePuts {

    private final S3Bucket bucket;
    private final LaneAccess access;

    BytePuts(S3Bucket bucket, LaneAccess access) {
        this.bucket = bucket;
        this.access = access;
    }

    PutOutcome.Stored put(ObjectKey key, PutCondition condition, Payload payload) {
        return sent(key.value(), lane -> lane.put(key, condition, payload), () -> {
            PutObjectResponse response =
                    bucket.client().putObject(SinglePut.request(bucket, key, condition), payload.sdkBody());
            requireTag(response.eTag());
            return SinglePut.stored(bucket, response);
        });
    }

    UploadPartResponse put(UploadPartRequest request, Payload payload) {
        return sent(request.key(), lane -> lane.put(request, payload), () -> {
            UploadPartResponse response = bucket.client().uploadPart(request, payload.sdkBody());
            requireTag(response.eTag());
            requireSame(request.checksumCRC32C(), response.checksumCRC32C());
            return response;
        });
    }

    /** The checksum that the parts of an upload carry; empty where that is the SDK's affair, or none is wanted. */
    Optional<ChecksumAlgorithm> partChecksum() {
        return access.lane().map(lane -> lane.uploads().partChecksum()).orElseGet(() -> Optional.of(
                        ChecksumAlgorithm.CRC32_C)
                .filter(crc -> bucket.settings().server().keepsWholeChecksums()));
    }

    private <T> T sent(String key, Function<LaneUploads, LaneUploads.Sent<T>> own, Supplier<T> sdk) {
        Optional<LaneUploads.Sent<T>> sent =
                access.lane(key, TransferDirection.UP).map(OwnLane::uploads).map(own);
        Optional<T> answer = sent.flatMap(LaneUploads.Sent::answer);
        if (answer.isPresent()) {
            return answer.get();
        }
        if (sent.isEmpty()) {
            return sdk.get();
        }
        LostAttempts lost = new LostAttempts();
        try {
            return lost.during(sdk);
        } catch (SdkException e) {
            throw afterOthers(e, sent.get(), lost);
        }
    }

    // An attempt over the own lane may have taken effect, just as one of the SDK's.
    private static SdkException afterOthers(SdkException e, LaneUploads.Sent<?> own, LostAttempts lost) {
        if (e instanceof S3Exception refusal) {
            int attempts = lost.areSeen()
                    ? lost.count() + 1
                    : Optional.ofNullable(e.numAttempts()).orElse(1);
            return attempted(refusal, own.unanswered() + attempts);
        }
        // A server that refuses early may hang up under the SDK's client, which then knows no reason.
        boolean unanswered = e instanceof SdkClientException && !(e instanceof AbortedException) && lost.areSeen();
        Optional<S3Exception> refusal = own.refusal().filter(known -> unanswered && known.statusCode() >= 400);
        if (refusal.isEmpty()) {
            return e;
        }
        SdkException told = attempted(refusal.get(), own.unanswered() + lost.count() + 1);
        told.addSuppressed(e);
        return told;
    }

    private static SdkException attempted(S3Exception refusal, int attempts) {
        return (SdkException) refusal.toBuilder().numAttempts(attempts).build();
    }

    private static void requireTag(@Nullable String etag) {
        if (EntityTag.of(etag).isEmpty()) {
            throw unproven("it names no tag of what was stored");
        }
    }

    private static void requireSame(@Nullable String sent, @Nullable String stored) {
        if (sent != null && stored != null && !sent.equals(stored)) {
            throw unproven("it names the checksum " + stored + " where " + sent + " was sent");
        }
    }

    private static SdkClientException unproven(String why) {
        return SdkClientException.create("the server's success cannot be believed: " + why);
    }
}
