package io.mlplatform.s3;

import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.transfer.Retries;
import io.mlplatform.s3.internal.lane.BodySink;
import io.mlplatform.s3.internal.lane.LaneException;
import io.mlplatform.s3.internal.lane.OpenAnswer;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferDirection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Gets over the own lane whose bodies the caller reads when it likes. Thread-safe. */
final class LaneStreams {

    private final OwnLane lane;
    private final S3Bucket bucket;
    private final Retries retries;

    LaneStreams(OwnLane lane, S3Bucket bucket, Retries retries) {
        this.lane = lane;
        this.bucket = bucket;
        this.retries = retries;
    }

    /** As {@link ObjectReader#get}; empty, and counted, where only the SDK's client may understand the answer. */
    Optional<GetOutcome> get(ObjectKey key, ByteRange range, GetCondition condition) {
        try {
            Optional<GetOutcome> outcome = retries.call(count -> attempt(key, range, condition, count));
            if (outcome.isEmpty()) {
                lane.leftToSdk(key, TransferDirection.DOWN);
            }
            return outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException(bucket.resource(key), "the call was interrupted: call again", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StorageUnavailableException(
                    bucket.resource(key), "it could not be read (" + e.getMessage() + "): call again", e);
        }
    }

    S3Bucket bucket() {
        return bucket;
    }

    void giveBack(ByteBuffer buffer) {
        lane.giveBack(buffer);
    }

    private Optional<GetOutcome> attempt(ObjectKey key, ByteRange range, GetCondition condition, int count)
            throws Exception {
        LaneAnswer answer = new LaneAnswer(bucket, key, range, BodyCheck.NONE, info -> bytes -> {});
        ByteBuffer buffer = lane.takeBuffer();
        OpenAnswer open = null;
        boolean handedOver = false;
        try {
            open = lane.open(lane.request(key, range, condition), buffer);
            BodySink sink = open.exchange().begin(answer::begin, open.head());
            if (answer.refusal().isPresent()) {
                drain(open, sink);
                return lane.refused(key, open.head(), answer.refusal().get().exception(count + 1));
            }
            open.exchange().unhurried(bucket.settings().callTimeout());
            GetOutcome.Found found = answer.found(open.head());
            handedOver = true;
            LaneBody body = new LaneBody(this, found.info(), range, open.exchange(), buffer);
            return Optional.of(new GetOutcome.Found(found.info(), body, found.date()));
        } catch (LaneException e) {
            return lane.failed(key, e);
        } finally {
            if (!handedOver) {
                if (open != null) {
                    open.close();
                }
                lane.giveBack(buffer);
            }
        }
    }

    private static void drain(OpenAnswer open, BodySink sink) throws Exception {
        for (ByteBuffer bytes = open.exchange().next();
                bytes.hasRemaining();
                bytes = open.exchange().next()) {
            try {
                sink.accept(bytes);
            } catch (IOException endless) {
                // What came of it tells enough; the connection goes with the rest.
                return;
            }
        }
    }
}
