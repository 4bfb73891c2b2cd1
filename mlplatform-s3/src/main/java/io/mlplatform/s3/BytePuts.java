package io.mlplatform.s3;

import io.mlplatform.store.TransferDirection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
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

    PutObjectResponse put(PutObjectRequest request, Payload payload) {
        return sent(request.key(), lane -> lane.put(request, payload), () -> bucket.client()
                .putObject(request, payload.sdkBody()));
    }

    UploadPartResponse put(UploadPartRequest request, Payload payload) {
        return sent(request.key(), lane -> lane.put(request, payload), () -> bucket.client()
                .uploadPart(request, payload.sdkBody()));
    }

    /** The checksum that the parts of an upload carry; empty where that is the SDK's affair, or none is wanted. */
    Optional<ChecksumAlgorithm> partChecksum() {
        return access.lane().flatMap(lane -> lane.uploads().partChecksum());
    }

    private <T> T sent(String key, Function<LaneUploads, LaneUploads.Sent<T>> own, Supplier<T> sdk) {
        Optional<LaneUploads.Sent<T>> sent =
                access.lane(key, TransferDirection.UP).map(OwnLane::uploads).map(own);
        Optional<T> answer = sent.flatMap(LaneUploads.Sent::answer);
        if (answer.isPresent()) {
            return answer.get();
        }
        try {
            return sdk.get();
        } catch (S3Exception e) {
            int before = sent.map(LaneUploads.Sent::unanswered).orElse(0);
            throw before == 0 ? e : afterOthers(e, before);
        }
    }

    // An attempt over the own lane may have taken effect, just as one of the SDK's.
    private static RuntimeException afterOthers(S3Exception e, int before) {
        int attempts = before + Optional.ofNullable(e.numAttempts()).orElse(1);
        return e.toBuilder().numAttempts(attempts).build();
    }
}
