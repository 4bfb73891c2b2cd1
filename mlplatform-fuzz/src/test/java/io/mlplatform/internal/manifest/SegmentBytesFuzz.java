package io.mlplatform.internal.manifest;

import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.fuzz.FuzzTarget;
import java.util.List;

/** A segment's stored bytes: gzip, and what comes out of it. */
public final class SegmentBytesFuzz implements FuzzTarget {

    @Override
    public List<byte[]> seeds() {
        return new FuzzLake().objects(".jsonl.gz");
    }

    @Override
    public boolean isJson() {
        return false;
    }

    @Override
    public void read(byte[] document) {
        StoredSegment.read(document);
    }
}
