package io.mlplatform.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.json.Json;
import io.mlplatform.store.MemoryStore;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Ours and Iceberg's manifests side by side, in one process and in memory: the same files, the same jobs in alternating
 * order, CPU seconds, wall and requests of both. Prints a line of JSON a job. {@code --help} tells the options.
 */
public final class ManifestComparison {

    static final String HELP = """
            Compares manifests with Iceberg's: first commit, full plan, plan of one partition, commit of 100 files.
            The medians of pairs of runs are printed as lines of JSON.

              --partitions <n>  of the table (default: 1000)
              --files <n>       in each partition (default: 1000)
              --pairs <n>       measured, the one and the other first in turns (default: 5)
              --warmups <n>     pairs run before, not measured (default: 1)
              --append <name>   how Iceberg adds files: fast (newFastAppend) or merging (newAppend) (default: fast)
              --columns <n>     of which Iceberg's files carry metrics, as its Parquet writers record (default: 0)""";

    private static final Map<String, String> DEFAULTS = Map.of(
            "partitions", "1000", "files", "1000", "pairs", "5", "warmups", "1", "append", "fast", "columns", "0");
    private static final int MISUSED = 2;
    private static final int REPEATED = 10;
    private static final int APPENDED = 100;
    private static final double ROUNDED = 10_000;

    private final SampleFiles files;
    private final IcebergTable.Append append;
    private final int columns;
    private final Map<String, Samples> samples = new LinkedHashMap<>();

    ManifestComparison(SampleFiles files, IcebergTable.Append append, int columns) {
        this.files = files;
        this.append = append;
        this.columns = columns;
    }

    /** Runs the comparison. Ends the process with 2 if the arguments cannot be followed. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.println(HELP);
            return;
        }
        try {
            Options options = Options.parse(List.of(arguments), DEFAULTS);
            SampleFiles files = new SampleFiles(options.number("partitions"), options.number("files"), 0);
            IcebergTable.Append append =
                    IcebergTable.Append.valueOf(options.text("append").toUpperCase(Locale.ROOT));
            new ManifestComparison(files, append, options.number("columns", 0))
                    .run(options.number("warmups"), options.number("pairs"), System.out);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + HELP);
            System.exit(MISUSED);
        }
    }

    void run(int warmups, int pairs, PrintStream out) {
        out.println(Machine.describe().put("entries", files.files()).put("partitions", files.partitions()));
        List<SampleFiles.File> all = files.all().toList();
        for (int pair = 0; pair < warmups; pair++) {
            pair(all, pair);
        }
        samples.clear();
        for (int pair = 0; pair < pairs; pair++) {
            pair(all, pair);
        }
        for (String job : List.of("first commit", "full plan", "plan of a partition", "commit of 100")) {
            out.println(line(job));
        }
    }

    private void pair(List<SampleFiles.File> all, int pair) {
        if (pair % 2 == 0) {
            own(all);
            iceberg(all);
        } else {
            iceberg(all);
            own(all);
        }
    }

    private void own(List<SampleFiles.File> all) {
        try (ManifestTable table = new OwnTable(new MemoryStore(Machine.clock()))) {
            jobs(table, "own", all);
        }
    }

    private void iceberg(List<SampleFiles.File> all) {
        try (ManifestTable table = new IcebergTable(append, columns)) {
            jobs(table, "iceberg", all);
        }
    }

    private void jobs(ManifestTable table, String name, List<SampleFiles.File> all) {
        measure(table, name + " first commit", List.of(table.commit(all)));
        Runnable planAll = () -> require(table.planAll(), files.files());
        measure(table, name + " full plan", List.of(planAll, planAll));
        measure(
                table,
                name + " plan of a partition",
                some().mapToObj(partition -> (Runnable) () -> require(table.plan(partition), files.filesEach()))
                        .toList());
        List<Runnable> commits = new ArrayList<>();
        some().forEach(partition -> commits.add(table.commit(
                new SampleFiles(files.partitions(), APPENDED, 1).of(partition).toList())));
        measure(table, name + " commit of 100", commits);
        require(table.planAll(), files.files() + (long) commits.size() * APPENDED);
    }

    /** Partitions here and there. */
    private IntStream some() {
        int step = Math.max(1, files.partitions() / REPEATED);
        return IntStream.range(0, files.partitions())
                .filter(partition -> partition % step == step / 2)
                .limit(REPEATED);
    }

    private void measure(ManifestTable table, String job, List<Runnable> runs) {
        long before = table.requests();
        Cost cost = Machine.measure(() -> runs.forEach(Runnable::run));
        double requests = (double) (table.requests() - before) / runs.size();
        samples.computeIfAbsent(job, name -> new Samples()).add(cost.each(runs.size()), requests);
    }

    private ObjectNode line(String job) {
        Samples own = samples.getOrDefault("own " + job, new Samples());
        Samples iceberg = samples.getOrDefault("iceberg " + job, new Samples());
        ObjectNode line =
                Json.object().put("job", job).put("iceberg", append.name()).put("columns", columns);
        line.set("cpu", both(own.cpu(), iceberg.cpu()));
        line.set("wall", both(own.wall(), iceberg.wall()));
        line.set("requests", both(own.requests(), iceberg.requests()));
        return line.put("cpuRatio", rounded(own.cpu() / iceberg.cpu()));
    }

    private static ObjectNode both(double own, double iceberg) {
        return Json.object().put("own", rounded(own)).put("iceberg", rounded(iceberg));
    }

    private static double rounded(double value) {
        return Math.round(value * ROUNDED) / ROUNDED;
    }

    private static void require(long found, long expected) {
        if (found != expected) {
            throw new IllegalStateException("found " + found + " files where there are " + expected);
        }
    }
}
