package io.mlplatform.internal.transfer;

import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferDirection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A source that reads what a store's get answers. A body that breaks off is asked for again: whatever repeats requests below
 * is done with one when its answer begins.
 */
public final class PulledSource implements ObjectSource {

    private static final int BUFFER_BYTES = 1 << 16;

    /** A store's get. */
    @FunctionalInterface
    public interface Get {
        GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition);
    }

    private final String location;
    private final Get store;
    private final Retries retries;
    private final Requests requests;

    /** @param location of the store, for messages */
    public PulledSource(String location, Get store, Retries retries, Requests requests) {
        this.location = location;
        this.store = store;
        this.retries = retries;
        this.requests = requests;
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition, BodyReceiver receiver)
            throws Exception {
        try (Requests.InFlight request = requests.request(location + "/" + key, TransferDirection.DOWN)) {
            return retries.call(attempt -> {
                request.retried(attempt);
                return attempt(key, range, condition, receiver, request);
            });
        }
    }

    private GetOutcome attempt(
            ObjectKey key, ByteRange range, GetCondition condition, BodyReceiver receiver, Requests.InFlight request)
            throws Exception {
        try (GetOutcome outcome = store.get(key, range, condition)) {
            if (!(outcome instanceof GetOutcome.Found found)) {
                request.succeeded(0);
                return outcome;
            }
            ObjectInfo info = found.info();
            ByteSink sink = receiver.begin(info);
            long bytes = copy(found.body(), range.lengthWithin(info.size()), sink);
            request.succeeded(bytes);
            return new GetOutcome.Found(info, InputStream.nullInputStream(), found.date());
        }
    }

    // What goes on behind the announced end is handed on too, so that the receiver sees that it is too long.
    private static long copy(InputStream body, long announced, ByteSink sink) throws Exception {
        byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER_BYTES, announced + 1))];
        long bytes = 0;
        for (int count = read(body, buffer); count >= 0; count = read(body, buffer)) {
            sink.accept(ByteBuffer.wrap(buffer, 0, count));
            bytes += count;
        }
        return bytes;
    }

    private static int read(InputStream body, byte[] buffer) throws TransientFailure {
        try {
            return body.read(buffer);
        } catch (IOException | StorageUnavailableException e) {
            throw new TransientFailure(e, Optional.empty());
        }
    }
}
