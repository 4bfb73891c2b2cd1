package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import io.mlplatform.internal.Utf8;
import java.security.MessageDigest;
import java.util.List;

/** The digest of a version's content: paths, sizes and bytes, and nothing of where they lie or how they came. */
final class ContentDigest {

    private ContentDigest() {}

    /** Of one segment: its entries' lines. */
    static Digest ofSegment(List<FileEntry> segment) {
        MessageDigest hash = Digest.sha256();
        segment.forEach(entry -> hash.update(Utf8.encode(entry.digestLine())));
        return Digest.finish(hash);
    }

    /** Of a version: its segments' digests. */
    static Digest ofVersion(List<Digest> segments) {
        MessageDigest hash = Digest.sha256();
        segments.forEach(segment -> hash.update(Utf8.encode(segment.hex() + "\n")));
        return Digest.finish(hash);
    }
}
