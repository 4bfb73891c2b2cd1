package io.mlplatform.s3;

import io.mlplatform.StorageUnavailableException;
import io.mlplatform.s3.internal.lane.Exchange;
import io.mlplatform.s3.internal.lane.FailureReason;
import io.mlplatform.s3.internal.lane.LaneException;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of a get over the own lane. Whoever reads it may take its time: its connection waits for as long as a call may
 * take, then others get it, and the next read goes on over another one, with what is left of the same object. So it does
 * where the connection was lost, as servers wait for less long. It holds the connection until it is closed or at its end. Of
 * one thread.
 */
final class LaneBody extends InputStream {

    private static final Logger LOG = LoggerFactory.getLogger(LaneBody.class);
    private static final Set<FailureReason> LOST = Set.of(FailureReason.CONNECTION_LOST, FailureReason.TIMED_OUT);

    private final LaneStreams streams;
    private final ObjectInfo info;
    private final long end;
    private Exchange exchange;
    private ByteBuffer buffer;
    private ByteBuffer unread = ByteBuffer.allocate(0);
    private long position;
    private boolean released;
    private boolean closed;
    /** Connections lost since the last byte. */
    private int lost;

    private @Nullable RuntimeException failure;

    /** @param buffer that the exchange reads by, given back with the connection */
    LaneBody(LaneStreams streams, ObjectInfo info, ByteRange range, Exchange exchange, ByteBuffer buffer) {
        this.streams = streams;
        this.info = info;
        this.position = range.offset();
        this.end = range.offset() + range.lengthWithin(info.size());
        this.exchange = exchange;
        this.buffer = buffer;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("the stream is closed");
        }
        if (length == 0) {
            return 0;
        }
        if (!unread.hasRemaining()) {
            fillOrFail();
        }
        int count = Math.min(length, unread.remaining());
        if (count == 0) {
            return -1;
        }
        unread.get(target, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        release();
    }

    /** Having failed, it fails for ever: whoever swallows the exception never takes what came for the whole. */
    private void fillOrFail() throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            fill();
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    /** The next bytes of the object; none at the end of what was asked for, which frees the connection. */
    private void fill() throws IOException {
        while (!released && !unread.hasRemaining()) {
            try {
                unread = exchange.next();
                if (unread.hasRemaining()) {
                    lost = 0;
                } else {
                    release();
                }
            } catch (LaneException e) {
                release();
                if (!mayGoOn(e.reason())) {
                    throw new StorageUnavailableException(
                            resource(), "it could not be read to its end (" + e.getMessage() + "): call again", e);
                }
                LOG.info("{}: it goes on over another connection ({})", resource(), e.getMessage());
                goOn();
            }
        }
    }

    private boolean mayGoOn(FailureReason reason) {
        boolean again = reason == FailureReason.LEFT_ALONE
                || LOST.contains(reason) && ++lost < streams.bucket().settings().maxAttempts();
        return again && position < end && !info.etag().isEmpty();
    }

    private void goOn() throws IOException {
        Optional<GetOutcome> outcome =
                streams.get(info.key(), ByteRange.of(position, end - position), GetCondition.ifMatch(info.etag()));
        if (outcome.isPresent()
                && outcome.get() instanceof GetOutcome.Found found
                && found.body() instanceof LaneBody rest
                && rest.info.etag().equals(info.etag())) {
            exchange = rest.exchange;
            buffer = rest.buffer;
            released = false;
            return;
        }
        if (outcome.isPresent()) {
            outcome.get().close();
        }
        throw new StorageUnavailableException(
                resource(),
                "its connection was closed before its end, and it could not be gone on with, as the object was replaced or"
                        + " the server answers otherwise now: open it again");
    }

    private void release() {
        if (!released) {
            released = true;
            unread = ByteBuffer.allocate(0);
            exchange.close();
            streams.giveBack(buffer);
        }
    }

    private String resource() {
        return streams.bucket().resource(info.key());
    }
}
