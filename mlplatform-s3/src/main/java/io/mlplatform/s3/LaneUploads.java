package io.mlplatform.s3;

import io.mlplatform.internal.transfer.Requests;
import io.mlplatform.internal.transfer.Stragglers;
import io.mlplatform.internal.transfer.TransientFailure;
import io.mlplatform.s3.internal.lane.FailureReason;
import io.mlplatform.s3.internal.lane.HttpRequest;
import io.mlplatform.s3.internal.lane.LaneException;
import io.mlplatform.s3.internal.lane.ResponseHead;
import io.mlplatform.s3.internal.lane.SigV4;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferDirection;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Puts a bucket's bytes over the own lane and repeats what failed on the way, as the SDK's client would: with failures of its
 * kind, which tell the attempts. Thread-safe.
 */
final class LaneUploads {

    /**
     * What came of a request.
     *
     * @param answer empty where the request is left to the SDK's client
     * @param unanswered how many attempts had no answer that can be relied on, so that each may have taken effect
     * @param refusal why it is left to the SDK's client, where the server said so
     */
    record Sent<T>(Optional<T> answer, int unanswered, Optional<S3Exception> refusal) {

        static <T> Sent<T> of(T answer, int unanswered) {
            return new Sent<>(Optional.of(answer), unanswered, Optional.empty());
        }

        static <T> Sent<T> leftToSdk(int unanswered, Optional<S3Exception> refusal) {
            return new Sent<>(Optional.empty(), unanswered, refusal);
        }
    }

    // What is so unlucky waits for its time-out rather than fail.
    private static final int MOST_GIVEN_UP = 2;
    // An attempt that was given up while the server was at it stands in the way of the next one.
    private static final Duration STILL_WRITTEN = Duration.ofSeconds(1);

    private final OwnLane lane;
    private final S3Bucket bucket;
    private final LaneRequests signed;
    private final TransferResources resources;
    private final boolean encrypted;

    LaneUploads(OwnLane lane, S3Bucket bucket, LaneRequests signed, TransferResources resources, boolean encrypted) {
        this.lane = lane;
        this.bucket = bucket;
        this.signed = signed;
        this.resources = resources;
        this.encrypted = encrypted;
    }

    Sent<PutOutcome.Stored> put(ObjectKey key, PutCondition condition, Payload payload) {
        PutHeaders headers = PutHeaders.of(condition, bucket.settings());
        if (takesChecksums()) {
            headers.sha256(payload.sha256());
        }
        // A delayed attempt of another kind could replace what was written after its repetition.
        boolean onlyOneCounts = condition instanceof PutCondition.IfAbsent;
        return sent(key, "", headers, true, payload, onlyOneCounts, head -> PutHeaders.stored(head, bucket));
    }

    Sent<UploadPartResponse> put(UploadPartRequest request, Payload payload) {
        PayloadSigning signing = bucket.settings().payloadSigning();
        boolean protectedByChannel = encrypted && takesChecksums();
        boolean signs = signing == PayloadSigning.SIGNED || signing == PayloadSigning.BY_CHANNEL && !protectedByChannel;
        String query =
                "partNumber=" + request.partNumber() + "&uploadId=" + LaneRequests.encodedInQuery(request.uploadId());
        return sent(
                ObjectKey.of(request.key()),
                query,
                PutHeaders.of(request),
                signs,
                payload,
                true,
                PutHeaders::storedPart);
    }

    /** The checksum that the parts of an upload carry; empty where they carry none. */
    Optional<ChecksumAlgorithm> partChecksum() {
        boolean bare = !encrypted && bucket.settings().payloadSigning() == PayloadSigning.UNSIGNED;
        return takesChecksums() && !bare ? Optional.of(ChecksumAlgorithm.CRC32_C) : Optional.empty();
    }

    private boolean takesChecksums() {
        return bucket.settings().server().takesChecksums();
    }

    private <T> Sent<T> sent(
            ObjectKey key,
            String query,
            PutHeaders headers,
            boolean signs,
            Payload payload,
            boolean givenUpWhenSlow,
            Function<ResponseHead, T> response) {
        String proof = signs ? payload.sha256().hex() : SigV4.UNSIGNED_PAYLOAD;
        AtomicBoolean givenUp = new AtomicBoolean();
        try {
            Sent<ResponseHead> sent = resources.retries().call(retries -> {
                Requests.retriedInThisThread(retries);
                HttpRequest request = signed.put(key, query, headers.all(), proof, payload.body());
                boolean watches = givenUpWhenSlow && retries < MOST_GIVEN_UP && !lane.isLast(retries);
                Optional<Stragglers.Request> watched =
                        watches ? Optional.of(resources.stragglers().beginUpload(payload.length())) : Optional.empty();
                try {
                    return attempt(request, headers, bucket.resource(key), retries, watched);
                } catch (S3Exception e) {
                    if (givenUp.get() && S3Failures.isConflict(e)) {
                        throw new TransientFailure(e, Optional.of(STILL_WRITTEN));
                    }
                    throw e;
                } finally {
                    givenUp.compareAndSet(
                            false, watched.map(Stragglers.Request::isGivenUp).orElse(false));
                }
            });
            if (sent.answer().isEmpty()) {
                lane.leftToSdk(key, TransferDirection.UP);
            }
            return new Sent<>(sent.answer().map(response), sent.unanswered(), sent.refusal());
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("the thread was interrupted before the next attempt", e);
        } catch (Exception e) {
            throw SdkClientException.create("the request failed", e);
        }
    }

    private Sent<ResponseHead> attempt(
            HttpRequest request, PutHeaders headers, String resource, int retries, Optional<Stragglers.Request> watched)
            throws Exception {
        PutAnswer answer = new PutAnswer(() -> watched.ifPresent(Stragglers.Request::heard));
        ResponseHead head;
        try {
            head = watched.isPresent()
                    ? watched.get().run(() -> lane.call(request, answer))
                    : lane.call(request, answer);
        } catch (LaneException e) {
            if (e.reason() == FailureReason.CLOSED
                    && watched.map(Stragglers.Request::isGivenUp).orElse(false)) {
                throw new TransientFailure(unanswered(e, retries), Optional.empty());
            }
            if (answer.refusal().filter(LaneRefusal::isEndless).isPresent()) {
                throw answer.refusal().get().exception(retries + 1);
            }
            if (answer.isEndless()) {
                throw unanswered(e, retries);
            }
            return failed(e, resource, retries);
        }
        if (answer.refusal().isEmpty()) {
            return headers.areProvenBy(head) ? Sent.of(head, retries) : Sent.leftToSdk(retries + 1, Optional.empty());
        }
        S3Exception refusal = answer.refusal().get().exception(retries + 1);
        if (lane.isTransient(refusal)) {
            throw OwnLane.again(refusal, head);
        }
        signed.heed(refusal, head);
        if (OwnLane.isUnusual(refusal)) {
            return Sent.leftToSdk(retries, Optional.of(refusal));
        }
        throw refusal;
    }

    private static Sent<ResponseHead> failed(LaneException e, String resource, int retries) throws TransientFailure {
        switch (e.reason()) {
            case LOCAL_FAILURE:
                throw unreadable(e, resource);
            case MALFORMED_ANSWER:
                return Sent.leftToSdk(retries + 1, Optional.empty());
            default:
                SdkClientException failure = unanswered(e, retries);
                if (e.reason() == FailureReason.INTERRUPTED || e.reason() == FailureReason.CLOSED) {
                    throw failure;
                }
                throw new TransientFailure(failure, Optional.empty());
        }
    }

    private static SdkClientException unanswered(LaneException e, int retries) {
        return SdkClientException.builder()
                .message(e.getMessage())
                .cause(e)
                .numAttempts(retries + 1)
                .build();
    }

    private static RuntimeException unreadable(LaneException e, String resource) {
        Throwable local = e.getCause() == null ? e : e.getCause();
        if (local.getCause() instanceof EOFException) {
            return ContentReader.tooShort(resource);
        }
        return ContentReader.unreadable(resource, local instanceof IOException io ? io : e);
    }
}
