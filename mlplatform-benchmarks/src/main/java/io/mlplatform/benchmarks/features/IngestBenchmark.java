package io.mlplatform.benchmarks.features;

import io.mlplatform.MlPlatform;
import io.mlplatform.benchmarks.Cost;
import io.mlplatform.benchmarks.Machine;
import io.mlplatform.benchmarks.Options;
import io.mlplatform.benchmarks.Samples;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureRepository;
import io.mlplatform.features.FeatureType;
import io.mlplatform.internal.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An ingest of many rows from an iterator into a feature group on a local disk, against DuckDB's appender and COPY by hand,
 * in turns. Prints a line of JSON a run, and the ratio of the medians. {@code --help} tells the options.
 */
public final class IngestBenchmark {

    static final String HELP = """
            Ingests rows from an iterator into a feature group, and writes the same files by hand with DuckDB's appender and
            COPY, in turns after a warm-up of both; a line of JSON a run, then the ratio of the medians.

              --folder <path>  where to write, best empty and with room for some gigabytes (required)
              --rows <n>       in each ingest (default: 10000000)
              --days <n>       over which the event times spread (default: 30)
              --runs <n>       of each side (default: 3)
              --warm-up <n>    rows of each side before the first run (default: 300000)
              --memory <MiB>   for DuckDB, of each side (default: 2048)""";

    static final Map<String, String> DEFAULTS =
            Map.of("folder", "", "rows", "10000000", "days", "30", "runs", "3", "memory", "2048", "warm-up", "300000");

    private static final int MISUSED = 2;

    private final Options options;
    private final PrintStream out;
    private final Path folder;

    IngestBenchmark(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
        if (options.text("folder").isEmpty()) {
            throw new IllegalArgumentException("--folder is required");
        }
        this.folder = Path.of(options.text("folder"));
    }

    /** Runs both sides. Ends the process with 2 if the arguments cannot be followed. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.println(HELP);
            return;
        }
        try {
            new IngestBenchmark(Options.parse(List.of(arguments), DEFAULTS), System.out).run();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + HELP);
            System.exit(MISUSED);
        }
    }

    void run() {
        int rows = options.number("rows");
        System.setProperty("io.mlplatform.features.memoryMiB", options.text("memory"));
        out.println(Machine.describe().put("rows", rows).put("days", options.number("days")));
        own(options.number("warm-up"));
        byHand(options.number("warm-up"));
        List<Run> own = new ArrayList<>();
        List<Run> byHand = new ArrayList<>();
        for (int i = 0; i < options.number("runs"); i++) {
            own.add(print("ingest", own(rows)));
            byHand.add(print("by hand", byHand(rows)));
        }
        double wall = Samples.median(byHand, Run::wall) / Samples.median(own, Run::wall);
        double cpu = Samples.median(byHand, Run::cpu) / Samples.median(own, Run::cpu);
        out.println(Json.object()
                .put("step", "rate of the ingest to that by hand")
                .put("wall", wall)
                .put("cpu", cpu));
    }

    private Run own(int rows) {
        Path lake = made("lake");
        try (MlPlatform platform = MlPlatform.open(lake.toUri().toString())) {
            FeatureRepository features = FeatureRepository.of(platform);
            features.define(FeatureGroup.named("bench/visits")
                    .key("customer", FeatureType.LONG)
                    .eventTime("visited")
                    .feature("pages", FeatureType.LONG)
                    .feature("spend", FeatureType.DOUBLE)
                    .feature("plan", FeatureType.STRING)
                    .feature("mobile", FeatureType.BOOLEAN)
                    .build());
            Cost cost = Machine.measure(() -> features.draft("bench/visits")
                    .addAll(Visit.all(rows, options.number("days")), (visit, row) -> row.set(
                                    "customer", visit.customer())
                            .set("visited", visit.time())
                            .set("pages", visit.pages())
                            .set("spend", visit.spend())
                            .set("plan", visit.plan())
                            .set("mobile", visit.mobile()))
                    .publish());
            return Run.of(cost, lake);
        } finally {
            delete(lake);
        }
    }

    private Run byHand(int rows) {
        Path work = made("by-hand");
        try {
            Cost cost = Machine.measure(() ->
                    HandWrittenIngest.run(Visit.all(rows, options.number("days")), work, options.number("memory")));
            return Run.of(cost, work);
        } finally {
            delete(work);
        }
    }

    private Run print(String step, Run run) {
        out.println(Json.object()
                .put("step", step)
                .put("cpu", run.cpu())
                .put("wall", run.wall())
                .put("rowsPerSecond", Math.round(options.number("rows") / run.wall()))
                .put("files", run.files())
                .put("bytes", run.bytes()));
        return run;
    }

    /** What one ingest cost, and the Parquet files that it left. */
    private record Run(double cpu, double wall, int files, long bytes) {

        static Run of(Cost cost, Path folder) {
            try (Stream<Path> all = Files.walk(folder)) {
                List<Path> files =
                        all.filter(file -> file.toString().endsWith(".parquet")).toList();
                long bytes = 0;
                for (Path file : files) {
                    bytes += Files.size(file);
                }
                return new Run(cost.cpu(), cost.wall(), files.size(), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException("what was measured cannot be listed", e);
            }
        }
    }

    private Path made(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder to write to: name another one", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what was measured cannot be deleted", e);
        }
    }
}
