package io.mlplatform.s3;

import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.transfer.BodyReceiver;
import io.mlplatform.internal.transfer.CancelSignal;
import io.mlplatform.internal.transfer.ObjectSource;
import io.mlplatform.internal.transfer.Requests;
import io.mlplatform.internal.transfer.Stragglers;
import io.mlplatform.internal.transfer.TransientFailure;
import io.mlplatform.s3.internal.lane.BodySink;
import io.mlplatform.s3.internal.lane.FailureReason;
import io.mlplatform.s3.internal.lane.Header;
import io.mlplatform.s3.internal.lane.HttpRequest;
import io.mlplatform.s3.internal.lane.Lane;
import io.mlplatform.s3.internal.lane.LaneException;
import io.mlplatform.s3.internal.lane.OpenAnswer;
import io.mlplatform.s3.internal.lane.Origin;
import io.mlplatform.s3.internal.lane.ResponseHandler;
import io.mlplatform.s3.internal.lane.ResponseHead;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferDirection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Gets a bucket's objects over the library's own connections, and has the way up; repeats what failed on the way. What it does not
 * understand it leaves to the SDK's client, and counts. Thread-safe.
 */
final class OwnLane implements ObjectSource {

    private static final int BUFFER_BYTES = 1 << 18;
    // Of large files: fewer and larger writes keep the threads of one file out of each other's way.
    private static final int RANGE_BUFFER_BYTES = 1 << 19;
    private static final Header CHECKSUM_MODE = new Header(BodyCheck.MODE_HEADER, BodyCheck.MODE);
    private static final Set<Integer> TRANSIENT = Set.of(429, 500, 502, 503, 504);
    private static final Set<String> SDK_KNOWS_BETTER =
            Set.of("RequestTimeTooSkewed", "AuthorizationHeaderMalformed", "ExpiredToken", "InvalidToken");

    private final S3Bucket bucket;
    private final ObjectSource sdk;
    private final Lane lane;
    private final Origin origin;
    private final LaneRequests signed;
    private final TransferResources resources;
    private final LaneUploads uploads;
    private final LaneStreams streams;
    private final ConcurrentLinkedDeque<ByteBuffer> buffers = new ConcurrentLinkedDeque<>();
    private final ConcurrentLinkedDeque<ByteBuffer> rangeBuffers = new ConcurrentLinkedDeque<>();
    private final AtomicLong fallbacks = new AtomicLong();

    OwnLane(
            S3Bucket bucket,
            ObjectSource sdk,
            Lane lane,
            Origin origin,
            LaneRequests signed,
            TransferResources resources) {
        this.bucket = bucket;
        this.sdk = sdk;
        this.lane = lane;
        this.origin = origin;
        this.signed = signed;
        this.resources = resources;
        this.uploads = new LaneUploads(this, bucket, signed, resources, origin.scheme() == Origin.Scheme.HTTPS);
        this.streams = new LaneStreams(this, bucket, resources.retries());
    }

    /** The way up. */
    LaneUploads uploads() {
        return uploads;
    }

    /** The way down for those who read bit by bit. */
    LaneStreams streams() {
        return streams;
    }

    /** How many requests were left to the SDK's client. */
    long fallbacks() {
        return fallbacks.get();
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition, BodyReceiver receiver)
            throws Exception {
        Optional<GetOutcome> own = getOverOwnConnections(key, range, condition, receiver);
        if (own.isPresent()) {
            return own.get();
        }
        fallbacks.incrementAndGet();
        return sdk.get(key, range, condition, receiver);
    }

    /** The outcome, or empty where the server answers in a way that only the SDK may understand. */
    private Optional<GetOutcome> getOverOwnConnections(
            ObjectKey key, ByteRange range, GetCondition condition, BodyReceiver receiver) throws Exception {
        try (Requests.InFlight request = resources.requests().request(bucket.resource(key), TransferDirection.DOWN)) {
            return resources.retries().call(retries -> {
                request.retried(retries);
                BodyCheck check = BodyCheck.of(bucket, key, range);
                LaneAnswer answer = new LaneAnswer(bucket, key, range, check, receiver);
                Optional<GetOutcome> outcome = attempt(key, range, condition, answer, retries);
                if (outcome.isPresent()) {
                    check.requireSame();
                    request.succeeded(answer.bytes());
                } else {
                    request.leftToSdk();
                }
                return outcome;
            });
        }
    }

    /** Sends a request, in one attempt; a refusal is an answer. */
    ResponseHead call(HttpRequest request, ResponseHandler handler) throws LaneException {
        return call(request, handler, takeBuffer());
    }

    private ResponseHead call(HttpRequest request, ResponseHandler handler, ByteBuffer buffer) throws LaneException {
        try {
            return lane.call(origin, request, handler, buffer, bucket.settings().callTimeout());
        } finally {
            giveBack(buffer);
        }
    }

    /** Sends a request whose answer the caller reads, by this buffer, and closes. */
    OpenAnswer open(HttpRequest request, ByteBuffer buffer) throws LaneException {
        return lane.open(origin, request, buffer, bucket.settings().callTimeout());
    }

    /** A buffer for one answer at a time. */
    ByteBuffer takeBuffer() {
        return buffer(buffers, BUFFER_BYTES);
    }

    private ByteBuffer takeBuffer(ByteRange range) {
        return range.isAll() || range.length() < RANGE_BUFFER_BYTES
                ? takeBuffer()
                : buffer(rangeBuffers, RANGE_BUFFER_BYTES);
    }

    private static ByteBuffer buffer(ConcurrentLinkedDeque<ByteBuffer> idle, int bytes) {
        return Optional.ofNullable(idle.poll()).orElseGet(() -> ByteBuffer.allocateDirect(bytes));
    }

    void giveBack(ByteBuffer buffer) {
        (buffer.capacity() == BUFFER_BYTES ? buffers : rangeBuffers).push(buffer);
    }

    /** Counts, and tells of, a request that the SDK's client is given. */
    void leftToSdk(ObjectKey key, TransferDirection direction) {
        fallbacks.incrementAndGet();
        resources.requests().leftToSdk(bucket.resource(key), direction);
    }

    /** Whether another attempt may end otherwise; a server that asks to slow down is heeded. */
    boolean isTransient(S3Exception refusal) {
        if (Throttling.SLOW_DOWN.contains(refusal.statusCode())) {
            resources.limit().throttled();
        }
        return TRANSIENT.contains(refusal.statusCode())
                || S3Failures.code(refusal).equals("RequestTimeout");
    }

    /** What makes another attempt after a refusal, later where the server asks for it. */
    static TransientFailure again(Exception failure, ResponseHead head) {
        return Throttling.SLOW_DOWN.contains(head.status())
                ? TransientFailure.throttled(failure, LaneAnswer.retryAfter(head))
                : new TransientFailure(failure, LaneAnswer.retryAfter(head));
    }

    /** Whether the SDK's client may make something of it. */
    static boolean isUnusual(S3Exception refusal) {
        return refusal.statusCode() < 400
                || refusal.statusCode() == 403
                || SDK_KNOWS_BETTER.contains(S3Failures.code(refusal));
    }

    private Optional<GetOutcome> attempt(
            ObjectKey key, ByteRange range, GetCondition condition, LaneAnswer answer, int retries) throws Exception {
        HttpRequest request = BodyCheck.isWanted(bucket, range)
                ? request(key, range, condition, CHECKSUM_MODE)
                : request(key, range, condition);
        Stragglers.Request watched = resources.stragglers().begin();
        ResponseHead head;
        try {
            CancelSignal.Work<ResponseHead> call =
                    () -> call(request, watched(answer::begin, watched), takeBuffer(range));
            head = isLast(retries) ? call.run() : watched.run(call);
        } catch (LaneException e) {
            if (answer.refusal().filter(LaneRefusal::isEndless).isPresent()) {
                throw bucket.failure(answer.refusal().get().exception(retries + 1), S3Action.READ, key);
            }
            if (watched.isGivenUp() && e.reason() == FailureReason.CLOSED) {
                throw new TransientFailure(unanswered(key, e), Optional.empty());
            }
            return failed(key, e);
        }
        Optional<LaneRefusal> refusal = answer.refusal();
        return refusal.isEmpty()
                ? Optional.of(answer.found(head))
                : refused(key, head, refusal.get().exception(retries + 1));
    }

    /** Whether no other attempt follows: it may take its time. */
    boolean isLast(int retries) {
        return retries + 1 >= bucket.settings().maxAttempts();
    }

    // A slow disk is no silent server.
    private static ResponseHandler watched(ResponseHandler handler, Stragglers.Request watched) {
        return head -> {
            watched.busy();
            BodySink sink = handler.begin(head);
            watched.heard();
            return bytes -> {
                watched.busy();
                sink.accept(bytes);
                watched.heard();
            };
        };
    }

    /** The outcome of a refusal, or empty where only the SDK may understand it. */
    Optional<GetOutcome> refused(ObjectKey key, ResponseHead head, S3Exception refusal) throws TransientFailure {
        int status = head.status();
        if (status == 412) {
            return Optional.of(new GetOutcome.ConditionNotMet(LaneAnswer.date(bucket, head)));
        }
        if (status == 404 && !S3Failures.isBucketMissing(refusal)) {
            return Optional.of(new GetOutcome.Absent(LaneAnswer.date(bucket, head)));
        }
        if (isTransient(refusal)) {
            throw again(bucket.failure(refusal, S3Action.READ, key), head);
        }
        signed.heed(refusal, head);
        if (status == 416 || isUnusual(refusal)) {
            return Optional.empty();
        }
        throw bucket.failure(refusal, S3Action.READ, key);
    }

    /** Fails as the lane did, but for answers that only the SDK may understand. */
    Optional<GetOutcome> failed(ObjectKey key, LaneException e) throws Exception {
        if (e.reason() == FailureReason.LOCAL_FAILURE) {
            throw e.getCause() != null && e.getCause().getCause() instanceof IOException own ? own : e;
        }
        if (e.reason() == FailureReason.MALFORMED_ANSWER) {
            return Optional.empty();
        }
        StorageUnavailableException failure = unanswered(key, e);
        boolean ended = e.reason() == FailureReason.INTERRUPTED || e.reason() == FailureReason.CLOSED;
        if (ended) {
            throw failure;
        }
        throw new TransientFailure(failure, Optional.empty());
    }

    private StorageUnavailableException unanswered(ObjectKey key, LaneException e) {
        return new StorageUnavailableException(
                bucket.resource(key),
                "it could not be read: there was no answer (" + e.getMessage()
                        + "); check the endpoint and the network, then call again",
                e);
    }

    HttpRequest request(ObjectKey key, ByteRange range, GetCondition condition, Header... more) {
        List<Header> headers = new ArrayList<>(List.of(more));
        if (!range.isAll()) {
            headers.add(new Header("range", Ranges.header(range)));
        }
        String tag = EntityTag.ifMatch(condition, bucket.settings().server());
        if (tag != null) {
            headers.add(new Header("if-match", tag));
        }
        try {
            return signed.get(key, headers);
        } catch (SdkException e) {
            throw bucket.failure(e, S3Action.READ, key);
        }
    }
}
