package io.mlplatform.benchmarks;

import io.mlplatform.MlPlatform;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.manifest.Difference;
import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.manifest.Manifest;
import io.mlplatform.internal.publish.OpenedVersion;
import io.mlplatform.internal.publish.PlatformAccess;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.MemoryStore;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A large version in memory: a merge of 100 files, a partition, all files, and the difference of two versions. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ManifestBenchmark {

    private static final int PARTITIONS = 1_000;
    private static final int APPENDED = 100;

    /** In each of 1,000 partitions. */
    @Param("1000")
    public int files;

    private Optional<OwnTable> table = Optional.empty();
    private Optional<PinnedRef> first = Optional.empty();
    private Optional<PinnedRef> second = Optional.empty();
    private int series = 10;

    @Setup
    public void publish() {
        OwnTable made = new OwnTable(new MemoryStore(Machine.clock()));
        table = Optional.of(made);
        first = Optional.of(
                made.publish(new SampleFiles(PARTITIONS, files, 0)::entries).ref());
        second = Optional.of(append().ref());
    }

    @TearDown
    public void close() {
        table.orElseThrow().close();
    }

    /** 100 files into one partition, as a commit. */
    @Benchmark
    public OpenedVersion append() {
        SampleFiles more = new SampleFiles(PARTITIONS, APPENDED, series++);
        return table.orElseThrow().publish(txn -> more.entriesOf(more.series() % PARTITIONS, txn));
    }

    @Benchmark
    public long planOnePartition() {
        return count(EntryFilter.partition("dt", Optional.of(SampleFiles.value(series++ % PARTITIONS))));
    }

    @Benchmark
    public long fullScan() {
        return count(EntryFilter.all());
    }

    @Benchmark
    public Difference difference() {
        try (MlPlatform ml = table.orElseThrow().open()) {
            return Difference.between(manifest(ml, first), manifest(ml, second));
        }
    }

    private long count(EntryFilter filter) {
        try (MlPlatform ml = table.orElseThrow().open()) {
            return manifest(ml, first).entries(filter).count();
        }
    }

    private static Manifest manifest(MlPlatform ml, Optional<PinnedRef> version) {
        return PlatformAccess.zone(ml, Zone.DATASETS).manifest(version.orElseThrow());
    }
}
