package io.mlplatform.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundariesTest {

    /** A path whose hash ends a segment (format page, test vectors). */
    private static final String LAST = "part-1082.csv";

    @Test
    void aSegmentEndsBehindAPathWhoseHashSaysSo() {
        List<List<FileEntry>> segments = Boundaries.FORMAT.cut(
                Entries.manifest("a.csv", LAST, "y.csv", "z.csv").entries());

        assertThat(segments)
                .extracting(segment -> segment.get(segment.size() - 1).path())
                .containsExactly(LAST, "z.csv");
    }

    @Test
    void noSegmentIsEmpty() {
        assertThat(Boundaries.FORMAT.cut(List.of())).isEmpty();
        assertThat(Boundaries.FORMAT.cut(Entries.manifest(LAST).entries())).hasSize(1);
    }

    @Test
    void oneInAboutEightThousandPathsEndsASegment() {
        long ends = IntStream.range(0, 200_000)
                .mapToObj(i -> "part-" + i + ".csv")
                .filter(Boundaries.FORMAT::endsSegment)
                .count();

        assertThat(ends).isBetween(15L, 35L);
    }

    @Test
    void aSegmentWithoutSuchAPathEndsAtItsMostEntries() {
        Digest digest = Digest.of("");
        List<FileEntry> entries = IntStream.range(0, 700_000)
                .mapToObj(i -> String.format("%06d", i))
                .filter(path -> !Boundaries.FORMAT.endsSegment(path))
                .limit(Boundaries.FORMAT.maxEntries() + 2L)
                .map(path -> FileEntry.of(path, 0, digest, Entries.TXN))
                .toList();

        assertThat(Boundaries.FORMAT.cut(entries)).extracting(List::size).containsExactly(65_536, 2);
    }

    @Test
    void aSegmentThatIsFullAtItsBoundaryEndsOnce() {
        Digest digest = Digest.of("");
        List<FileEntry> entries = new java.util.ArrayList<>(IntStream.range(0, 700_000)
                .mapToObj(i -> String.format("%06d", i))
                .filter(path -> !Boundaries.FORMAT.endsSegment(path))
                .limit(Boundaries.FORMAT.maxEntries() - 1L)
                .map(path -> FileEntry.of(path, 0, digest, Entries.TXN))
                .toList());
        entries.add(FileEntry.of(LAST, 0, digest, Entries.TXN));
        entries.add(FileEntry.of("z", 0, digest, Entries.TXN));

        assertThat(Boundaries.FORMAT.cut(entries)).extracting(List::size).containsExactly(65_536, 1);
    }
}
