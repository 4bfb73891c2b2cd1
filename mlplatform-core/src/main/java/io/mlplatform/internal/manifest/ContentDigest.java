package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import java.security.MessageDigest;
import java.util.List;

/** The digest of a version's content: paths, sizes and bytes, and nothing of where they lie or how they came. */
final class ContentDigest {

    // A call of the hash costs as much as a line does.
    private static final int HASHED_AT_ONCE = 16 << 10;

    private final MessageDigest hash = Digest.sha256();

    /** Of one segment: its entries' lines. */
    static Digest ofSegment(List<FileEntry> segment) {
        MessageDigest hash = Digest.sha256();
        Utf8Buffer lines = new Utf8Buffer(2 * HASHED_AT_ONCE);
        for (FileEntry entry : segment) {
            lines.text(entry.path()).one('\0').number(entry.size()).one('\0');
            lines.ascii(entry.bytes().identity()).one('\n');
            if (lines.length() >= HASHED_AT_ONCE) {
                lines.hashInto(hash);
                lines.clear();
            }
        }
        lines.hashInto(hash);
        return Digest.finish(hash);
    }

    /** Of a version, or an index node: its segments' digests. */
    static Digest ofVersion(List<Digest> segments) {
        ContentDigest digest = new ContentDigest();
        segments.forEach(digest::add);
        return digest.finish();
    }

    /** Adds the next segment of a version, or of an index node. */
    void add(Digest segment) {
        hash.update(new Utf8Buffer(65).text(segment.hex()).one('\n').toBytes());
    }

    /** The digest of what was added; the next addition begins another. */
    Digest finish() {
        return Digest.finish(hash);
    }
}
