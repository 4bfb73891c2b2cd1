package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.internal.json.CanonicalJson;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The lines of a segment, in a segment that is stored as it should be. */
public final class SegmentFuzz implements FuzzTarget {

    private static final String TXN = "01jd0000000000000000000001";

    @Override
    public List<byte[]> seeds() {
        FileEntry plain = FileEntry.of("split=train/part-0.csv", 5, Digest.of("one"), TXN);
        FileEntry full = new FileEntry(
                "größe=1/ø.parquet", 1L << 40, Digest.of("two"), TXN, OptionalLong.of(7), Optional.of("text/csv"));
        return List.of(
                CanonicalJson.encode(FileEntryJson.write(plain)), CanonicalJson.encode(FileEntryJson.write(full)));
    }

    @Override
    public void read(byte[] document) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        lines.writeBytes(document);
        lines.write('\n');
        StoredSegment.read(StoredDocument.zip(lines.toByteArray()));
    }
}
