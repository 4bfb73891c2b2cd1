package io.mlplatform.s3;

import io.mlplatform.s3.internal.lane.BodySink;
import io.mlplatform.s3.internal.lane.ResponseHandler;
import io.mlplatform.s3.internal.lane.ResponseHead;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One answer of the own lane to a put: success, whose body says nothing, or a refusal. */
final class PutAnswer implements ResponseHandler {

    private @Nullable LaneRefusal refusal;

    @Override
    public BodySink begin(ResponseHead head) {
        if (!head.isSuccess()) {
            refusal = new LaneRefusal(head);
            return refusal;
        }
        return bytes -> bytes.position(bytes.limit());
    }

    Optional<LaneRefusal> refusal() {
        return Optional.ofNullable(refusal);
    }
}
