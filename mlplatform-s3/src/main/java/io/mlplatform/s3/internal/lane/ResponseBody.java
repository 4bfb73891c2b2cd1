package io.mlplatform.s3.internal.lane;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The body of an answer, piece by piece as it comes. */
interface ResponseBody {

    /** The next bytes, in a buffer that is good until the next call; none remain in it at the end. */
    ByteBuffer next() throws IOException;

    /** Whether its end was reached. */
    boolean isEnded();

    /** The body that follows a head. */
    static ResponseBody of(ResponseHead head, HttpRequest request, Incoming in, HeadReader heads, LineReader lines) {
        Framing framing = head.framing();
        if (request.isHead() || Framing.isBodiless(head.status())) {
            return new Sized(in, 0);
        }
        if (framing.chunked()) {
            return new ChunkedBody(in, heads, lines);
        }
        return framing.length() < 0 ? new UntilEnd(in) : new Sized(in, framing.length());
    }

    /** A body of known length. */
    final class Sized implements ResponseBody {

        private final Incoming in;
        private final long length;
        private long left;

        Sized(Incoming in, long length) {
            this.in = in;
            this.length = length;
            left = length;
        }

        @Override
        public ByteBuffer next() throws IOException {
            if (left == 0) {
                return in.nothing();
            }
            if (!in.hasUnread() && !in.fill()) {
                throw new EOFException("the body ended after " + (length - left) + " of " + length + " bytes");
            }
            ByteBuffer bytes = in.take(left);
            left -= bytes.remaining();
            return bytes;
        }

        @Override
        public boolean isEnded() {
            return left == 0;
        }
    }

    /** A body that ends with the connection: of errors only, as one cut off looks whole. */
    final class UntilEnd implements ResponseBody {

        private final Incoming in;
        private boolean ended;

        UntilEnd(Incoming in) {
            this.in = in;
        }

        @Override
        public ByteBuffer next() throws IOException {
            if (ended || (!in.hasUnread() && !in.fill())) {
                ended = true;
                return in.nothing();
            }
            return in.take(Long.MAX_VALUE);
        }

        @Override
        public boolean isEnded() {
            return ended;
        }
    }
}
