package io.mlplatform.benchmarks.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.MlPlatform;
import io.mlplatform.benchmarks.Cost;
import io.mlplatform.benchmarks.Machine;
import io.mlplatform.benchmarks.Options;
import io.mlplatform.features.FeatureGroupVersion;
import io.mlplatform.features.FeatureRepository;
import io.mlplatform.features.Spine;
import io.mlplatform.internal.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A point-in-time join of two groups, with a TTL and tombstones, against the engine's plain ASOF join of the same files:
 * processor, time and memory of each, in alternating pairs. Prints a line of JSON a step. {@code --help} tells the options.
 */
public final class FeatureJoinBenchmark {

    static final String HELP = """
            Joins two groups of features to a spine, and does the same in plain DuckDB; a line of JSON a step.

              --folder <path>   where to write, best empty (required)
              --rows <n>        of each group (default: 5000000)
              --ingests <n>     that each group is ingested in, one behind the other in time (default: 5)
              --spine <n>       rows of the spine (default: 1000000)
              --customers <n>   that rows are about (default: 500000)
              --ties <word>     none, or some: every hundredth row has another of its keys and time (default: none)
              --memory <MiB>    that DuckDB may take before it spills (default: 1024)
              --pairs <n>       of a join and a plain query; 0: the join alone, once (default: 3)""";

    private static final Map<String, String> DEFAULTS = Map.of(
            "folder", "",
            "rows", "5000000",
            "ingests", "5",
            "spine", "1000000",
            "customers", "500000",
            "ties", "none",
            "memory", "1024",
            "pairs", "3");
    private static final int MISUSED = 2;

    private final Options options;
    private final PrintStream out;
    private final Path folder;
    private final PlainDuckDb plain;

    private FeatureJoinBenchmark(Options options, PrintStream out) {
        if (options.text("folder").isEmpty()) {
            throw new IllegalArgumentException("--folder is required");
        }
        this.options = options;
        this.out = out;
        this.folder = Path.of(options.text("folder")).toAbsolutePath();
        this.plain = new PlainDuckDb(options.number("memory"), folder.resolve("spill"));
    }

    /** Runs all steps. Ends the process with 2 if the arguments cannot be followed. */
    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.println(HELP);
            return;
        }
        try {
            run(List.of(arguments), System.out);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + HELP);
            System.exit(MISUSED);
        }
    }

    static void run(List<String> arguments, PrintStream out) throws IOException {
        new FeatureJoinBenchmark(Options.parse(arguments, DEFAULTS), out).run();
    }

    private void run() throws IOException {
        System.setProperty("io.mlplatform.features.memoryMiB", options.text("memory"));
        Files.createDirectories(folder);
        out.println(Machine.describe()
                .put("rows", 2L * options.number("rows"))
                .put("spine", options.number("spine"))
                .put("ties", options.text("ties"))
                .put("engineMiB", options.number("memory")));
        try (MlPlatform ml = MlPlatform.open(folder.resolve("lake").toUri().toString())) {
            FeatureRepository features = FeatureRepository.of(ml);
            SampleFeatures samples = new SampleFeatures(options, folder, plain);
            List<FeatureGroupVersion> versions = new ArrayList<>();
            measure("ingests", () -> versions.addAll(samples.ingest(features)));
            out.println(Json.object()
                    .put("step", "ingested")
                    .put("ties", versions.get(0).ties().toString())
                    .put("files", versions.get(0).files() + versions.get(1).files())
                    .put("bytes", versions.get(0).bytes() + versions.get(1).bytes()));
            compare(features, samples.spine(), versions);
        }
    }

    private void compare(FeatureRepository features, Path spine, List<FeatureGroupVersion> versions)
            throws IOException {
        Path activity = folder.resolve("activity");
        Path rating = folder.resolve("rating");
        int pairs = options.number("pairs", 0);
        if (pairs > 0) {
            features.fetch(versions.get(0), activity);
            features.fetch(versions.get(1), rating);
        }
        List<Double> cpu = new ArrayList<>();
        List<Double> wall = new ArrayList<>();
        for (int pair = 1; pair <= Math.max(pairs, 1); pair++) {
            Path result = folder.resolve("result.parquet");
            Cost join = measure("join", () -> features.trainingSet(Spine.parquet(spine), "t")
                    .join(versions.get(0), "visits", "score")
                    .join(versions.get(1), "stars", "weight")
                    .write(result));
            Files.delete(result);
            if (pairs > 0) {
                Cost query = measure("plain", () -> plain.run(PlainDuckDb.asof(spine, activity, rating, result)));
                Files.delete(result);
                cpu.add(join.cpu() / query.cpu());
                wall.add(join.wall() / query.wall());
            }
        }
        if (pairs > 0) {
            out.println(Json.object()
                    .put("step", "join / plain, median of " + pairs)
                    .put("cpu", median(cpu))
                    .put("wall", median(wall)));
        }
    }

    private Cost measure(String step, Runnable job) {
        PeakMemory.begin();
        Cost cost = Machine.measure(job);
        ObjectNode line = Json.object()
                .put("step", step)
                .put("cpu", rounded(cost.cpu()))
                .put("wall", rounded(cost.wall()))
                .put("peakMiB", PeakMemory.mebibytes());
        out.println(line);
        return cost;
    }

    private static double median(List<Double> values) {
        return rounded(
                values.stream().sorted(Comparator.naturalOrder()).toList().get(values.size() / 2));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
