package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import java.security.MessageDigest;

/** The content digest of one segment, to which its entries are added one by one, in order. Not thread-safe. */
final class SegmentDigest {

    // A call of the hash costs as much as a line does.
    private static final int HASHED_AT_ONCE = 16 << 10;

    private final MessageDigest hash = Digest.sha256();
    private final Utf8Buffer lines = new Utf8Buffer(2 * HASHED_AT_ONCE);

    void add(FileEntry entry) {
        lines.wellFormed(entry.path()).one('\0').number(entry.size()).one('\0');
        lines.ascii(entry.bytes().identity()).one('\n');
        hashWhereMany();
    }

    /** Adds an entry by the ranges of {@code line} that spell its path, its size and its SHA-256. */
    void add(byte[] line, int path, int pathEnd, int size, int sizeEnd, int sha256, int sha256End) {
        lines.raw(line, path, pathEnd).one('\0').raw(line, size, sizeEnd).one('\0');
        lines.raw(line, sha256, sha256End).one('\n');
        hashWhereMany();
    }

    /** The digest of what was added. */
    Digest finish() {
        lines.hashInto(hash);
        lines.clear();
        return Digest.finish(hash);
    }

    private void hashWhereMany() {
        if (lines.length() >= HASHED_AT_ONCE) {
            lines.hashInto(hash);
            lines.clear();
        }
    }
}
