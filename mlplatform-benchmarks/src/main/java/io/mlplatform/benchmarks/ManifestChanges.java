package io.mlplatform.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Commits of 100 files each into partitions taken at random, and what each asked of the store. Not thread-safe. */
final class ManifestChanges {

    private static final int APPENDED = 100;
    private static final int FIRST_SERIES = 10;
    private static final int SERIES = 4_000;

    private final OwnTable table;
    private final int partitions;
    private final Random random;
    private final List<Long> segments = new ArrayList<>();
    private final List<Long> others = new ArrayList<>();

    ManifestChanges(OwnTable table, int partitions, Random random) {
        this.table = table;
        this.partitions = partitions;
        this.random = random;
    }

    void run(int times) {
        for (int i = 0; i < times; i++) {
            int series = FIRST_SERIES + random.nextInt(SERIES);
            SampleFiles files = new SampleFiles(partitions, APPENDED, series);
            int partition = random.nextInt(partitions);
            StepRequests before = StepRequests.before(table);
            table.publish(txn -> files.entriesOf(partition, txn));
            segments.add(before.segmentsWritten());
            others.add(before.all() - 2 * before.segmentsWritten());
        }
    }

    ObjectNode describe(ObjectNode line) {
        return line.put("segmentsWrittenMedian", Samples.median(segments, Long::doubleValue))
                .put("segmentsWrittenMost", most(segments))
                .put("requestsBeyondTwiceSegmentsMost", most(others));
    }

    private static long most(List<Long> values) {
        return values.stream().mapToLong(value -> value).max().orElse(0);
    }
}
