package io.mlplatform.s3.internal.lane;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request: its head together with a small body, a large one in slices, and stops between them once the server
 * answers before it has seen all.
 */
final class RequestSender {

    // Short enough that a slow line shows progress, long enough that system calls do not count.
    private static final int SLICE_BYTES = 512 << 10;

    private final Wire wire;
    private final Watch watch;
    private final ByteBuffer buffer;
    private final RequestBody body;
    private final Runnable onSent;
    private Progress.Sent sent = Progress.Sent.NOTHING;
    private boolean begun;
    private long position;
    private @Nullable IOException broken;

    /** @param onSent called each time some has left */
    RequestSender(Wire wire, Watch watch, ByteBuffer buffer, RequestBody body, Runnable onSent) {
        this.wire = wire;
        this.watch = watch;
        this.buffer = buffer;
        this.body = body;
        this.onSent = onSent;
    }

    Progress.Sent sent() {
        return sent;
    }

    /** Whether all of it left; {@link #sent} says ALL as soon as that cannot be ruled out. */
    boolean isWhole() {
        return begun && position == body.length();
    }

    /** Why sending ended before its time, if it did; an answer may have come all the same. */
    @Nullable
    IOException broken() {
        return broken;
    }

    /** Sends the head, and the body with it where both fit into the buffer. */
    void begin(HttpRequest request) throws IOException {
        buffer.clear();
        RequestHead.write(request, buffer);
        boolean small = body.length() <= buffer.remaining();
        if (small) {
            appendBody();
        }
        buffer.flip();
        attempt(small ? body.length() : 0, ignored -> wire.write(buffer));
    }

    /** Sends what is left, unless the server answers. */
    void goOn() throws IOException {
        while (!isWhole() && broken == null && !wire.hasAnswered()) {
            long left = body.length() - position;
            attempt(Math.min(left, mostOfASlice()), this::sendSlice);
        }
    }

    private void appendBody() throws IOException {
        if (body instanceof RequestBody.Bytes memory) {
            buffer.put(memory.bytes().duplicate());
        } else if (body instanceof RequestBody.FileSlice slice) {
            int end = buffer.position() + (int) slice.length();
            readFile(slice, end);
        }
    }

    private void readFile(RequestBody.FileSlice slice, int end) throws IOException {
        int start = buffer.position();
        ByteBuffer target = buffer.duplicate().limit(end);
        FileChannel file = slice.file();
        while (target.hasRemaining()) {
            int count;
            try {
                count = file.read(target, slice.position() + target.position() - start);
            } catch (IOException e) {
                throw new LocalFailure("the file to send could not be read", e);
            }
            if (count < 0) {
                throw new LocalFailure("the file to send is too short", new EOFException());
            }
        }
        buffer.position(end);
    }

    /** Bytes of a slice; what lies in the heap is copied, since the channel would copy and keep as much itself. */
    private int mostOfASlice() {
        boolean copied =
                body instanceof RequestBody.Bytes memory && !memory.bytes().isDirect();
        return copied ? buffer.capacity() : SLICE_BYTES;
    }

    private void sendSlice(long count) throws IOException {
        if (body instanceof RequestBody.FileSlice slice) {
            sendFile(slice, count);
        } else if (body instanceof RequestBody.Bytes memory) {
            ByteBuffer bytes = memory.bytes().slice((int) position, (int) count);
            wire.write(bytes.isDirect() ? bytes : buffer.clear().put(bytes).flip());
        }
    }

    private void sendFile(RequestBody.FileSlice slice, long count) throws IOException {
        try {
            wire.write(slice.file(), slice.position() + position, count);
        } catch (EOFException e) {
            throw new LocalFailure("the file to send is too short", e);
        } catch (IOException e) {
            if (!slice.file().isOpen() && !Thread.currentThread().isInterrupted()) {
                throw new LocalFailure("the file to send was closed", e);
            }
            throw e;
        }
    }

    /** A broken write is not yet a failure: the server may have said before why it hung up. */
    private void attempt(long count, Write write) throws IOException {
        begun = true;
        // An interrupt may be reported by a write that was complete.
        sent = position + count == body.length() ? Progress.Sent.ALL : Progress.Sent.PART;
        try {
            watch.move(Watch.Phase.SENDING);
            write.run(count);
            position += count;
            watch.move(Watch.Phase.PAUSED);
            onSent.run();
        } catch (LocalFailure e) {
            throw e;
        } catch (IOException e) {
            if (watch.verdict().isPresent() || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            watch.resume();
            broken = e;
        }
    }

    private interface Write {
        void run(long bodyBytes) throws IOException;
    }
}
