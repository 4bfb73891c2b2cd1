package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes that come over a wire, read in pieces as large as the buffer and handed on without a copy. */
final class Incoming {

    private final Wire wire;
    private final Watch watch;
    private final ByteBuffer buffer;
    private final ByteBuffer view;
    private boolean answered;

    /** The buffer is read into from its start whenever all of it has been taken. */
    Incoming(Wire wire, Watch watch, ByteBuffer buffer) {
        this.wire = wire;
        this.watch = watch;
        this.buffer = buffer;
        view = buffer.duplicate();
        view.limit(0);
    }

    /** Forgets what the buffer holds, which sending may have used. */
    void reset() {
        buffer.clear().limit(0);
    }

    boolean hasUnread() {
        return buffer.hasRemaining();
    }

    /** Bytes read and not taken; advanced by the reader. */
    ByteBuffer unread() {
        return buffer;
    }

    /** Whether any byte of an answer has been seen. */
    boolean hasAnswered() {
        return answered;
    }

    /** Blocks for more bytes once all have been taken; false at the end. */
    boolean fill() throws IOException {
        buffer.clear();
        int count;
        watch.move(Watch.Phase.RECEIVING);
        do {
            count = wire.read(buffer);
        } while (count == 0);
        watch.move(Watch.Phase.PAUSED);
        buffer.flip();
        answered |= count > 0;
        return count > 0;
    }

    /** Takes so many of the unread bytes at most, as a view that is good until the next call. */
    ByteBuffer take(long most) {
        int start = buffer.position();
        int count = (int) Math.min(most, buffer.remaining());
        buffer.position(start + count);
        return view.clear().limit(start + count).position(start);
    }

    ByteBuffer nothing() {
        return view.clear().limit(0);
    }
}
