package io.mlplatform.protocol;

import com.sun.management.OperatingSystemMXBean;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.datasets.FileFilter;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.publish.PlatformAccess;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.testkit.HopClock;
import io.mlplatform.testkit.MeteredObjectStore;
import io.mlplatform.testkit.RequestKind;
import io.mlplatform.testkit.Requests;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Measures the version of 100 million files, for the page on performance: each job by a platform that is new. */
final class HundredMillionFilesScale {

    private static final int PRESENT = 617;
    private static final int ROUNDS = 11;
    private static final double NANOS = 1e9;
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private final MemoryStore memory = Lab.memory();
    private final MeteredObjectStore store = new MeteredObjectStore(memory, new HopClock());
    private int committed;

    private HundredMillionFilesScale() {}

    public static void main(String[] arguments) {
        new HundredMillionFilesScale().run();
    }

    private void run() {
        Lab.draft(Lab.open(memory), "dt=0000/first.csv", "x").partitionBy("dt").publish();
        int nodes = GeneratedVersion.commit(memory, partition -> partition == PRESENT);
        tell("files %,d, index nodes %d, root of %,d bytes", GeneratedVersion.FILES, nodes, rootBytes());
        commit(Lab.open(memory));
        measure("open by number", HundredMillionFilesScale::version);
        measure("no file, which the index nodes tell", ml -> files(ml, FileFilter.prefix("dt=0900/none")));
        measure("one partition", ml -> files(ml, partition()));
        measure("100 files more", this::commit);
    }

    private static long rootBytes() {
        MemoryStore nothing = Lab.memory();
        Lab.draft(Lab.open(nothing), "dt=0000/first.csv", "x").partitionBy("dt").publish();
        GeneratedVersion.commit(nothing, partition -> false);
        String folder = "datasets/" + Lab.NAME + "/_manifests/" + GeneratedVersion.TXN + "/";
        return nothing.list(folder, "", Delimiter.NONE, 1_000).objects().stream()
                .filter(document -> document.key().value().endsWith(".json.gz"))
                .mapToLong(ObjectInfo::size)
                .sum();
    }

    private static DatasetVersion version(MlPlatform ml) {
        return ml.datasets().get(Lab.NAME + "@3");
    }

    private static void files(MlPlatform ml, FileFilter filter) {
        ml.datasets().files(version(ml), filter);
    }

    private static FileFilter partition() {
        return FileFilter.partition("dt", GeneratedVersion.day(PRESENT));
    }

    private void commit(MlPlatform ml) {
        List<String> added = HundredMillionFilesTest.added(committed++);
        PlatformAccess.zone(ml, Zone.DATASETS)
                .publish(PublishPlan.of(EntityName.of(Lab.NAME), "dataset")
                        .records(txn -> added.stream()
                                .map(path -> FileEntry.of(path, 1, Digest.of(path), txn))
                                .toList())
                        .build());
    }

    private void measure(String what, Consumer<MlPlatform> job) {
        List<Double> cpu = new ArrayList<>();
        long held = 0;
        Requests before = store.snapshot();
        for (int round = 0; round < ROUNDS; round++) {
            before = store.snapshot();
            MlPlatform ml = Lab.open(store);
            long start = SYSTEM.getProcessCpuTime();
            job.accept(ml);
            cpu.add((SYSTEM.getProcessCpuTime() - start) / NANOS);
            System.gc();
            held = Math.max(held, MEMORY.getHeapMemoryUsage().getUsed());
            ml.close();
        }
        Requests last = store.since(before);
        long read = last.subjects(RequestKind.GET).stream()
                .map(key -> memory.head(ObjectKey.of(key)).map(ObjectInfo::size))
                .mapToLong(size -> size.orElse(0L))
                .sum();
        tell(
                "%s: %s; %,d bytes read; CPU-s first %.2f, median %.2f; heap after a collection at most %d MiB",
                what,
                last.toString().lines().findFirst().orElseThrow(),
                read,
                cpu.get(0),
                cpu.stream().sorted().toList().get(ROUNDS / 2),
                held >> 20);
    }

    private static void tell(String form, Object... what) {
        System.out.println(String.format(Locale.ROOT, form, what));
    }
}
