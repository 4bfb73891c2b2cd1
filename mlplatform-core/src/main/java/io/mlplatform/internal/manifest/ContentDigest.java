package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import java.security.MessageDigest;
import java.util.List;

/** The digest of a version's content: paths, sizes and bytes, and nothing of where they lie or how they came. */
final class ContentDigest {

    private final MessageDigest hash = Digest.sha256();

    /** Of one segment: its entries' lines. */
    static Digest ofSegment(List<FileEntry> segment) {
        SegmentDigest digest = new SegmentDigest();
        segment.forEach(digest::add);
        return digest.finish();
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
