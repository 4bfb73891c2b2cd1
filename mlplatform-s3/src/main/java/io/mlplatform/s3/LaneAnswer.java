package io.mlplatform.s3;

import io.mlplatform.internal.transfer.BodyReceiver;
import io.mlplatform.internal.transfer.ByteSink;
import io.mlplatform.s3.internal.lane.BodySink;
import io.mlplatform.s3.internal.lane.ContentRange;
import io.mlplatform.s3.internal.lane.ResponseHead;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One answer of the own lane to a get, as it comes in: bytes for the receiver, or a refusal. */
final class LaneAnswer {

    private static final int LONGEST_SECONDS_DIGITS = 6;

    private final S3Bucket bucket;
    private final ObjectKey key;
    private final ByteRange range;
    private final BodyCheck check;
    private final BodyReceiver receiver;
    private @Nullable ObjectInfo info;
    private @Nullable LaneRefusal refusal;
    private long bytes;

    LaneAnswer(S3Bucket bucket, ObjectKey key, ByteRange range, BodyCheck check, BodyReceiver receiver) {
        this.bucket = bucket;
        this.key = key;
        this.range = range;
        this.check = check;
        this.receiver = receiver;
    }

    /** Where the body goes. */
    BodySink begin(ResponseHead head) throws IOException {
        if (!head.isSuccess()) {
            refusal = new LaneRefusal(head);
            return refusal;
        }
        long size = range.isAll()
                ? ContentRange.sizeOfWhole(head)
                : ContentRange.asked(head, range.offset(), range.length())
                        .size()
                        .orElseThrow();
        info = new ObjectInfo(
                key,
                size,
                EntityTag.of(head.header("etag").orElse(null)),
                time(head, "last-modified").orElse(Instant.EPOCH));
        ByteSink sink = receiver.begin(info);
        check.begin(head::header);
        return more -> {
            bytes += more.remaining();
            check.next(more);
            sink.accept(more);
        };
    }

    /** Of the object, so far. */
    long bytes() {
        return bytes;
    }

    Optional<LaneRefusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The outcome of an answer that was no refusal. */
    GetOutcome.Found found(ResponseHead head) {
        ObjectInfo object = Optional.ofNullable(info).orElseThrow();
        return new GetOutcome.Found(object, InputStream.nullInputStream(), date(bucket, head));
    }

    static Instant date(S3Bucket bucket, ResponseHead head) {
        return time(head, "date").orElseGet(bucket::now);
    }

    /** How long the server asks to be left alone, where it says so in seconds. */
    static Optional<Duration> retryAfter(ResponseHead head) {
        return head.header("retry-after")
                .filter(text -> text.matches("[0-9]{1," + LONGEST_SECONDS_DIGITS + "}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    private static Optional<Instant> time(ResponseHead head, String header) {
        return head.header(header).flatMap(HttpDate::parse);
    }
}
