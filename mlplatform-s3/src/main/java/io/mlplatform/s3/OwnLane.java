package io.mlplatform.s3;

import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.Pause;
import io.mlplatform.s3.internal.lane.BodySink;
import io.mlplatform.s3.internal.lane.ContentRange;
import io.mlplatform.s3.internal.lane.FailureReason;
import io.mlplatform.s3.internal.lane.Header;
import io.mlplatform.s3.internal.lane.HttpRequest;
import io.mlplatform.s3.internal.lane.Lane;
import io.mlplatform.s3.internal.lane.LaneException;
import io.mlplatform.s3.internal.lane.Origin;
import io.mlplatform.s3.internal.lane.ResponseHead;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Gets ranges of a bucket's objects over the library's own connections; repeats what failed on the way. What it does not
 * understand it leaves to the SDK's client, and counts. Thread-safe.
 */
final class OwnLane {

    private static final int BUFFER_BYTES = 1 << 18;
    private static final Set<Integer> TRANSIENT = Set.of(429, 500, 502, 503, 504);
    private static final Set<String> SDK_KNOWS_BETTER =
            Set.of("RequestTimeTooSkewed", "AuthorizationHeaderMalformed", "ExpiredToken", "InvalidToken");

    private final S3Bucket bucket;
    private final ObjectReader sdk;
    private final Lane lane;
    private final Origin origin;
    private final LaneRequests requests;
    private final Pause pause;
    private final ConcurrentLinkedDeque<ByteBuffer> buffers = new ConcurrentLinkedDeque<>();
    private final AtomicLong fallbacks = new AtomicLong();

    OwnLane(S3Bucket bucket, ObjectReader sdk, Lane lane, Origin origin, LaneRequests requests, Pause pause) {
        this.bucket = bucket;
        this.sdk = sdk;
        this.lane = lane;
        this.origin = origin;
        this.requests = requests;
        this.pause = pause;
    }

    /** How many requests were left to the SDK's client. */
    long fallbacks() {
        return fallbacks.get();
    }

    /**
     * Hands the bytes of a range, one at least, to the receiver.
     *
     * @return as {@link ObjectReader#get}, with no bytes left in the body
     */
    GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition, RangeReceiver receiver) throws IOException {
        ByteBuffer buffer =
                Optional.ofNullable(buffers.poll()).orElseGet(() -> ByteBuffer.allocateDirect(BUFFER_BYTES));
        try {
            for (int attempt = 1; true; attempt++) {
                Optional<GetOutcome> outcome = attempt(key, range, condition, receiver, buffer, attempt);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
                sleep(key, attempt);
            }
        } finally {
            buffers.push(buffer);
        }
    }

    /** The outcome, or empty where another attempt may have one. */
    private Optional<GetOutcome> attempt(
            ObjectKey key,
            ByteRange range,
            GetCondition condition,
            RangeReceiver receiver,
            ByteBuffer buffer,
            int attempt)
            throws IOException {
        boolean last = attempt >= bucket.settings().maxAttempts();
        Answer answer = new Answer(key, range, receiver);
        ResponseHead head;
        try {
            head = lane.call(
                    origin,
                    request(key, range, condition),
                    answer::begin,
                    buffer,
                    bucket.settings().callTimeout());
        } catch (SdkException e) {
            throw bucket.failure(e, S3Action.READ, key);
        } catch (LaneException e) {
            return failed(key, range, condition, receiver, e, last);
        }
        if (answer.refusal == null) {
            ObjectInfo info = Optional.ofNullable(answer.info).orElseThrow();
            return Optional.of(new GetOutcome.Found(info, InputStream.nullInputStream(), date(head)));
        }
        S3Exception refusal = answer.refusal.exception(attempt);
        int status = head.status();
        if (status == 412) {
            return Optional.of(new GetOutcome.ConditionNotMet(date(head)));
        }
        if (status == 404 && !S3Failures.isBucketMissing(refusal)) {
            return Optional.of(new GetOutcome.Absent(date(head)));
        }
        if (TRANSIENT.contains(status)) {
            if (last) {
                throw bucket.failure(refusal, S3Action.READ, key);
            }
            return Optional.empty();
        }
        boolean unusual =
                status < 400 || status == 403 || status == 416 || SDK_KNOWS_BETTER.contains(S3Failures.code(refusal));
        if (unusual) {
            return Optional.of(fallBack(key, range, condition, receiver));
        }
        throw bucket.failure(refusal, S3Action.READ, key);
    }

    private Optional<GetOutcome> failed(
            ObjectKey key,
            ByteRange range,
            GetCondition condition,
            RangeReceiver receiver,
            LaneException e,
            boolean last)
            throws IOException {
        if (e.reason() == FailureReason.LOCAL_FAILURE) {
            throw e.getCause() != null && e.getCause().getCause() instanceof IOException own ? own : e;
        }
        if (e.reason() == FailureReason.MALFORMED_ANSWER) {
            return Optional.of(fallBack(key, range, condition, receiver));
        }
        boolean hopeless = last || e.reason() == FailureReason.INTERRUPTED || e.reason() == FailureReason.CLOSED;
        if (hopeless) {
            throw unanswered(key, e);
        }
        return Optional.empty();
    }

    private GetOutcome fallBack(ObjectKey key, ByteRange range, GetCondition condition, RangeReceiver receiver)
            throws IOException {
        fallbacks.incrementAndGet();
        GetOutcome outcome = sdk.get(key, range, condition);
        if (!(outcome instanceof GetOutcome.Found found)) {
            return outcome;
        }
        try (InputStream body = found.body()) {
            BodySink sink = receiver.begin(found.info());
            byte[] bytes = new byte[BUFFER_BYTES];
            for (int count = body.read(bytes); count >= 0; count = body.read(bytes)) {
                sink.accept(ByteBuffer.wrap(bytes, 0, count));
            }
        }
        return new GetOutcome.Found(found.info(), InputStream.nullInputStream(), found.date());
    }

    private HttpRequest request(ObjectKey key, ByteRange range, GetCondition condition) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("range", "bytes=" + range.offset() + "-" + (range.offset() + range.length() - 1)));
        String tag = EntityTag.ifMatch(condition, bucket.settings().server());
        if (tag != null) {
            headers.add(new Header("if-match", tag));
        }
        return requests.get(key, headers);
    }

    private void sleep(ObjectKey key, int attempt) {
        try {
            pause.before(attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException(
                    bucket.resource(key), "the download was interrupted before its next try", e);
        }
    }

    private MlPlatformException unanswered(ObjectKey key, LaneException e) {
        return new StorageUnavailableException(
                bucket.resource(key),
                "it could not be read: there was no answer (" + e.getMessage()
                        + "); check the endpoint and the network, then call again",
                e);
    }

    private Instant date(ResponseHead head) {
        return time(head, "date").orElseGet(bucket::now);
    }

    private static Optional<Instant> time(ResponseHead head, String header) {
        try {
            return head.header(header).map(text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** One answer as it comes in: bytes for the receiver, or a refusal. */
    private static final class Answer {

        private final ObjectKey key;
        private final ByteRange range;
        private final RangeReceiver receiver;
        private @Nullable ObjectInfo info;
        private @Nullable LaneRefusal refusal;

        Answer(ObjectKey key, ByteRange range, RangeReceiver receiver) {
            this.key = key;
            this.range = range;
            this.receiver = receiver;
        }

        BodySink begin(ResponseHead head) throws IOException {
            if (!head.isSuccess()) {
                refusal = new LaneRefusal(head);
                return refusal;
            }
            ContentRange sent = ContentRange.asked(head, range.offset(), range.length());
            info = new ObjectInfo(
                    key,
                    sent.size().orElseThrow(),
                    EntityTag.of(head.header("etag").orElse(null)),
                    time(head, "last-modified").orElse(Instant.EPOCH));
            return receiver.begin(info);
        }
    }
}
