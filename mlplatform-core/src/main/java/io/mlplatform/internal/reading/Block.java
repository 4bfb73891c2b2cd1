package io.mlplatform.internal.reading;

import io.mlplatform.store.ByteRange;
import java.nio.ByteBuffer;

/** Bytes of a file in memory, from {@code offset} on. */
record Block(long offset, byte[] bytes) {

    static final Block NONE = new Block(-1, new byte[0]);

    static Block fetch(StoredFile file, ByteRange range) {
        byte[] bytes = new byte[Math.toIntExact(range.length())];
        file.fetch(range, Landing.in(range, ByteBuffer.wrap(bytes)));
        return new Block(range.offset(), bytes);
    }

    long end() {
        return offset + bytes.length;
    }

    boolean holds(long position) {
        return position >= offset && position < end();
    }
}
