package io.mlplatform.s3;

import io.mlplatform.s3.internal.lane.BodySink;
import io.mlplatform.s3.internal.lane.ResponseHandler;
import io.mlplatform.s3.internal.lane.ResponseHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One answer of the own lane to a put: success, whose body says nothing, or a refusal. */
final class PutAnswer implements ResponseHandler {

    private static final int ENDLESS_BYTES = 1 << 20;

    private final Runnable onProgress;
    private @Nullable LaneRefusal refusal;
    private long came;

    /** @param onProgress called each time something has left, or come */
    PutAnswer(Runnable onProgress) {
        this.onProgress = onProgress;
    }

    @Override
    public void sent() {
        onProgress.run();
    }

    @Override
    public BodySink begin(ResponseHead head) {
        onProgress.run();
        if (!head.isSuccess()) {
            refusal = new LaneRefusal(head);
            return refusal;
        }
        return this::skip;
    }

    /** Whether the body of a success was given up, being longer than any that a server means. */
    boolean isEndless() {
        return came > ENDLESS_BYTES;
    }

    Optional<LaneRefusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    private void skip(ByteBuffer bytes) throws IOException {
        came += bytes.remaining();
        if (isEndless()) {
            throw new IOException("an answer of more than " + ENDLESS_BYTES + " bytes is not read to its end");
        }
        bytes.position(bytes.limit());
    }
}
