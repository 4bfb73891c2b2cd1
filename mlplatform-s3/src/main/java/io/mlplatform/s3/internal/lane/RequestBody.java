package io.mlplatform.s3.internal.lane;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** What a request carries; it can be sent again as it is. */
public sealed interface RequestBody {

    /** Bytes. */
    long length();

    /** No body: as for GET. */
    static RequestBody none() {
        return new None();
    }

    /** What remains in the buffer, which is neither copied nor moved on; direct ones are sent without a copy. */
    static RequestBody of(ByteBuffer bytes) {
        return new Bytes(bytes.slice());
    }

    /** A slice of a file, which whoever opened it closes. A thread that is interrupted while it sends closes it too. */
    static RequestBody of(FileChannel file, long position, long length) {
        return new FileSlice(file, position, length);
    }

    /** No body. */
    record None() implements RequestBody {
        @Override
        public long length() {
            return 0;
        }
    }

    /** Bytes in memory. */
    record Bytes(ByteBuffer bytes) implements RequestBody {
        @Override
        public long length() {
            return bytes.remaining();
        }
    }

    /** Bytes of a file. */
    record FileSlice(FileChannel file, long position, long length) implements RequestBody {
        public FileSlice {
            if (position < 0 || length < 0) {
                throw new IllegalArgumentException("no such slice of a file: " + length + " bytes from " + position);
            }
        }
    }
}
