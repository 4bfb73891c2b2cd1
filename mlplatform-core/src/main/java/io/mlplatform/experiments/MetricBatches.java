package io.mlplatform.experiments;

import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.store.Content;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The points that are not committed yet: sealed parts, whose bytes no longer change so that a commit of unknown outcome
 * can be repeated, and the part that still grows. Guarded by its owner.
 */
final class MetricBatches {

    private final List<SourceFile> sealed = new ArrayList<>();
    private ByteArrayOutputStream open = new ByteArrayOutputStream();
    private long points;
    private long parts;

    /** @param points how many were committed before, in {@code parts} */
    MetricBatches(long points, long parts) {
        this.points = points;
        this.parts = parts;
    }

    void add(MetricPoint point) {
        open.writeBytes(Utf8.encode(point.line()));
        open.write('\n');
        points++;
    }

    /** Bytes in the growing part. */
    int openBytes() {
        return open.size();
    }

    /** Bytes in all parts. */
    long heldBytes() {
        return open.size()
                + sealed.stream().mapToLong(part -> part.content().length()).sum();
    }

    boolean isEmpty() {
        return sealed.isEmpty() && open.size() == 0;
    }

    /** All parts, from now on sealed. */
    List<SourceFile> seal() {
        if (open.size() > 0) {
            sealPart();
        }
        return List.copyOf(sealed);
    }

    /** A part without points, for a commit that has nothing else to add. */
    List<SourceFile> sealEmpty() {
        sealPart();
        return List.copyOf(sealed);
    }

    /** These parts stand in the log. */
    void committed(List<SourceFile> done) {
        sealed.removeAll(done);
    }

    long points() {
        return points;
    }

    long parts() {
        return parts;
    }

    private void sealPart() {
        sealed.add(SourceFile.of(PartFiles.path(parts++), Content.of(open.toByteArray())));
        open = new ByteArrayOutputStream();
    }
}
