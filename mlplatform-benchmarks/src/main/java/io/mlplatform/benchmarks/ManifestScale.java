package io.mlplatform.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.json.Json;
import io.mlplatform.store.LocalStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A version of ten million files on a local disk: written, changed, read and compared, in a heap that does not grow with
 * it. Prints a line of JSON a step. {@code --help} tells the options.
 */
public final class ManifestScale {

    static final String HELP = """
            Writes a version of many files on a local disk, changes it, and reads it; a line of JSON a step.

              --folder <path>   where to write, best empty (required)
              --partitions <n>  (default: 1000)
              --files <n>       in each partition (default: 10000)
              --small <n>       files in each partition of the version that changes are held against (default: 100)
              --changes <n>     commits of 100 files into one partition (default: 50)""";

    static final Map<String, String> DEFAULTS =
            Map.of("folder", "", "partitions", "1000", "files", "10000", "small", "100", "changes", "50");

    private static final int MISUSED = 2;
    private static final int READ = 20;
    private static final int WARMUPS = 30;

    private final Options options;
    private final PrintStream out;
    private final HeapPeak heap = HeapPeak.watch();

    private ManifestScale(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs all steps. Ends the process with 2 if the arguments cannot be followed. */
    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.println(HELP);
            return;
        }
        try {
            new ManifestScale(Options.parse(List.of(arguments), DEFAULTS), System.out).run();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + HELP);
            System.exit(MISUSED);
        }
    }

    /** Where the large version lies. */
    static Path lake(Options options) {
        if (options.text("folder").isEmpty()) {
            throw new IllegalArgumentException("--folder is required");
        }
        return Path.of(options.text("folder")).resolve("large");
    }

    /** Where the digest of its first version is kept for readers that come later. */
    static Path digest(Options options) {
        return Path.of(options.text("folder")).resolve("digest");
    }

    private void run() throws IOException {
        Path lake = lake(options);
        SampleFiles files = new SampleFiles(options.number("partitions"), options.number("files"), 0);
        SampleFiles few = new SampleFiles(options.number("partitions"), options.number("small"), 0);
        out.println(Machine.describe().put("entries", files.files()).put("partitions", files.partitions()));
        Cost making = Machine.measure(() -> SampleFiles.count(files.entries("").iterator()));
        print("entries made, no commit", line(making));

        try (OwnTable table = open(lake.resolveSibling("small"))) {
            table.publish(few::entries);
            new ManifestChanges(table, few.partitions(), new Random(1)).run(WARMUPS);
            heap.take();
            print("100 files, " + few.files() + " entries", changes(table, few));
        }
        try (OwnTable table = open(lake)) {
            PinnedRef[] first = new PinnedRef[1];
            print(
                    "first commit",
                    step(table, () -> first[0] = table.publish(files::entries).ref()));
            Files.writeString(digest(options), first[0].digest().hex());
            print("100 files, " + files.files() + " entries", changes(table, files));
            SampleFiles spread = new SampleFiles(files.partitions(), 1, 2);
            print(spread.files() + " files over all partitions", step(table, () -> table.publish(spread::entries)));
            ManifestReads reads = new ManifestReads(table, first[0]);
            reads.partitions(files, READ);
            print(
                    "one partition by number, warm",
                    line(reads.partitions(files, READ).each(READ))
                            .put("requestsBeyondSegmentsMost", reads.mostBeyondSegments())
                            .put("segmentsMost", reads.mostSegments()));
            ObjectNode scan = step(table, () -> reads.all(files.files()));
            print(
                    "full scan",
                    scan.put(
                            "entriesPerCpuSecond",
                            Math.round(files.files() / scan.get("cpu").doubleValue())));
            print("difference of the first two versions", step(table, reads::difference));
        }
    }

    private ObjectNode changes(OwnTable table, SampleFiles files) {
        ManifestChanges changes = new ManifestChanges(table, files.partitions(), new Random(2));
        int times = options.number("changes");
        Cost cost = Machine.measure(() -> changes.run(times));
        return changes.describe(line(cost.each(times))).put("heapMiB", heap.take());
    }

    private ObjectNode step(OwnTable table, Runnable job) {
        heap.take();
        StepRequests before = StepRequests.before(table);
        Cost cost = Machine.measure(job);
        return before.describe(line(cost)).put("heapMiB", heap.take());
    }

    private void print(String step, ObjectNode line) {
        ObjectNode named = Json.object().put("step", step);
        named.setAll(line);
        out.println(named);
    }

    static ObjectNode line(Cost cost) {
        return Json.object().put("cpu", cost.cpu()).put("wall", Math.round(cost.wall() * 1_000) / 1_000.0);
    }

    static OwnTable open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new OwnTable(LocalStore.open(folder, Machine.clock()));
    }
}
