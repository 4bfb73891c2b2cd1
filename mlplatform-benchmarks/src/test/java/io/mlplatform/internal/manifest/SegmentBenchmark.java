package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import io.mlplatform.internal.json.StoredJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One segment of the usual size: its lines read by hand and by Jackson, and all that is done to write it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SegmentBenchmark {

    private static final int ENTRIES = 8_192;
    private static final List<String> PARTITION_BY = List.of("dt");

    private List<FileEntry> entries = List.of();
    private byte[] lines = {};

    @Setup
    public void write() {
        entries = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            Digest digest = Digest.of("content " + i);
            String path =
                    "dt=2026-11-23/part-" + (10_000 + i) + "-" + digest.hex().substring(0, 8) + ".parquet";
            entries.add(FileEntry.of(path, 1_000_000 + i, digest, "01jdbq3x5c8v2m4n6p8r0t2w4y"));
        }
        lines = EntryLines.write(entries);
    }

    @Benchmark
    public List<FileEntry> parseByHand() {
        return new EntryLines(lines, "segment").all(ENTRIES);
    }

    @Benchmark
    public List<FileEntry> parseByJackson() {
        List<FileEntry> read = new ArrayList<>(ENTRIES);
        int start = 0;
        for (int end = 0; end < lines.length; end++) {
            if (lines[end] == '\n') {
                byte[] line = Arrays.copyOfRange(lines, start, end);
                read.add(FileEntryJson.read(StoredJson.parse(line, "segment")));
                start = end + 1;
            }
        }
        return read;
    }

    @Benchmark
    public byte[] writeLines() {
        return EntryLines.write(entries);
    }

    @Benchmark
    public byte[] zip() {
        return StoredDocument.zip(lines);
    }

    /** Bounds and digest. */
    @Benchmark
    public Row row() {
        return Row.of(entries, PARTITION_BY);
    }
}
