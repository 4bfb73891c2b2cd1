package io.mlplatform.benchmarks.transfers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.benchmarks.Machine;
import io.mlplatform.benchmarks.Options;
import io.mlplatform.benchmarks.Samples;
import io.mlplatform.internal.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What trouble on the way costs transfers over the own lane: late answers, dead connections, a server that refuses. Processes
 * with and without it in turns, on a core of their own, the server on another. {@code --help} tells the options.
 */
public final class TransferTrouble {

    static final String HELP = """
            Measures transfers over the own lane, with a server in trouble, in turns with one that is not. A line of JSON a run,
            and one with the medians of the pairs. Times of requests and files are in milliseconds; of a file from its first
            request until it is in place, second requests (hedges) included.

              --case <name>         tail (some small answers come late), dead-small, dead-large or dead-large-up (of every so
                                    many connections one is never answered; the last are uploads), or limit (503 SlowDown above a number of requests at once, then
                                    none: who is busy, answered and refused in each second) (default: tail)
              --objects <n>         small objects (default: 20000)
              --size <bytes>        of each (default: 16 KiB)
              --large <n>           large objects, of dead-large and dead-large-up (default: 8)
              --large-size <bytes>  of each (default: 256 MiB)
              --delay <ms>          before each answer (default: 20)
              --bandwidth <MB/s>    of a connection, 0 for all it takes (default: 0)
              --late <percent>      of the answers of tail that come late (default: 3)
              --late-by <ms>        (default: 2000)
              --dead <n>            of so many connections one (default: 16)
              --limit <n>           requests at once of limit (default: 8)
              --seconds <n>         with the limit, and as many without (default: 20)
              --repetitions <n>     pairs (default: 3)
              --parallelism <n>     (default: 16)
              --heap <size>         of each virtual machine (default: 512m)
              --folder <path>       for the files (default: /dev/shm, else the folder of temporary files)
              --tools <path>        of the compiled programs; scripts/benchmark knows it""";

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("case", "tail"),
            Map.entry("objects", "20000"),
            Map.entry("size", String.valueOf(16 << 10)),
            Map.entry("large", "8"),
            Map.entry("large-size", String.valueOf(256 << 20)),
            Map.entry("delay", "20"),
            Map.entry("bandwidth", "0"),
            Map.entry("late", "3"),
            Map.entry("late-by", "2000"),
            Map.entry("dead", "16"),
            Map.entry("limit", "8"),
            Map.entry("seconds", "20"),
            Map.entry("repetitions", "3"),
            Map.entry("parallelism", "16"),
            Map.entry("heap", "512m"),
            Map.entry("folder", ""),
            Map.entry("tools", ""));
    private static final int MISUSED = 2;
    // More than a run of the limit asks for.
    private static final int ENDLESS = 10_000_000;

    private final Options options;
    private final Path folder;

    private TransferTrouble(Options options, Path folder) {
        this.options = options;
        this.folder = folder;
    }

    /** Measures. Ends the process with 2 if the arguments cannot be followed. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.println(HELP);
            return;
        }
        try {
            Options options = parse(List.of(arguments));
            try (TransferFolder folder = TransferFolder.in(TransferOptions.folder(options), "trouble")) {
                Programs.atExit(folder::close);
                System.out.println(Machine.describe().put("pinned", Programs.canPin()));
                new TransferTrouble(options, folder.path()).run();
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + HELP);
            System.exit(MISUSED);
        }
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException with words for the user
     */
    static Options parse(List<String> arguments) {
        Options options = Options.parse(arguments, DEFAULTS);
        Trouble.named(options.text("case")).serverArguments(options);
        calm(options);
        options.number("repetitions");
        return options;
    }

    /** All that there are. */
    static Iterable<String> names() {
        return DEFAULTS.keySet();
    }

    /** What a server is told that is in no trouble. */
    static List<String> calm(Options options) {
        return List.of(
                "-l", String.valueOf(options.number("delay", 0)), "-b", String.valueOf(options.number("bandwidth", 0)));
    }

    private void run() {
        Trouble trouble = Trouble.named(options.text("case"));
        if (trouble == Trouble.LIMIT) {
            limit();
        } else {
            pairs(trouble);
        }
    }

    private void pairs(Trouble trouble) {
        List<JsonNode> calm = new ArrayList<>();
        List<JsonNode> troubled = new ArrayList<>();
        for (int pair = 0; pair < options.number("repetitions"); pair++) {
            if (pair % 2 == 0) {
                calm.add(measure(trouble, "calm", calm(options)));
                troubled.add(measure(trouble, "troubled", trouble.serverArguments(options)));
            } else {
                troubled.add(measure(trouble, "troubled", trouble.serverArguments(options)));
                calm.add(measure(trouble, "calm", calm(options)));
            }
        }
        ObjectNode line = Json.object().put("case", trouble.toString()).put("pairs", calm.size());
        both(line, "fileP99", calm, troubled, run -> run.path("file")
                .path("p99")
                .asDouble());
        both(line, "requestP99", calm, troubled, run -> run.path("request")
                .path("p99")
                .asDouble());
        both(line, "objectsPerSecond", calm, troubled, run -> run.path("objectsPerSecond")
                .asDouble());
        both(line, "hedgesPercent", calm, troubled, TransferTrouble::hedgesPercent);
        System.out.println(line);
    }

    private static double hedgesPercent(JsonNode run) {
        return 100.0 * run.path("hedges").asLong() / run.path("objects").asLong(1);
    }

    private static void both(
            ObjectNode line,
            String name,
            List<JsonNode> calm,
            List<JsonNode> troubled,
            ToDoubleFunction<JsonNode> figure) {
        double without = Samples.median(calm, figure);
        double with = Samples.median(troubled, figure);
        line.set(
                name,
                Json.object()
                        .put("calm", Measured.rounded(without))
                        .put("troubled", Measured.rounded(with))
                        .put("ratio", Measured.rounded(with / without)));
    }

    private JsonNode measure(Trouble trouble, String state, List<String> arguments) {
        try (NullServer server = server(arguments)) {
            JsonNode told = read(ChildProcess.lastLine(command(server, trouble, 0), Program.credentials()));
            System.out.println(Json.object()
                    .put("case", trouble.toString())
                    .put("server", state)
                    .setAll((ObjectNode) told));
            return told;
        }
    }

    /** The limit is there from the first request that counts, and goes when half of the time is over. */
    private void limit() {
        int seconds = options.number("seconds");
        for (int run = 0; run < options.number("repetitions"); run++) {
            try (NullServer server = server(calm(options));
                    ChildProcess child =
                            ChildProcess.start(command(server, Trouble.LIMIT, 2 * seconds), Program.credentials())) {
                read(child.line());
                ServerLoad load = new ServerLoad(server.endpoint());
                load.allow(options.number("limit"));
                phase(options.number("limit"), load.watch(seconds));
                load.allow(0);
                phase(options.number("parallelism"), load.watch(seconds));
                System.out.println(read(child.line()));
                child.requireSuccess();
            }
        }
    }

    private static void phase(int allowed, List<ServerLoad.Second> seconds) {
        List<ServerLoad.Second> settled = seconds.subList(seconds.size() / 2, seconds.size());
        long answered = settled.stream().mapToLong(ServerLoad.Second::answered).sum();
        long refused = settled.stream().mapToLong(ServerLoad.Second::refused).sum();
        ObjectNode line = Json.object()
                .put("allowed", allowed)
                .put("settledBusy", Measured.rounded(Samples.median(settled, ServerLoad.Second::busy)))
                .put("settledAnswered", answered / settled.size())
                .put("settledRefused", Measured.rounded((double) refused / Math.max(1, answered + refused)));
        line.putArray("seconds")
                .addAll(seconds.stream().map(ServerLoad.Second::line).toList());
        System.out.println(line);
    }

    private NullServer server(List<String> arguments) {
        return NullServer.start(Path.of(options.text("tools"), "nulls3"), arguments, Optional.empty());
    }

    private List<String> command(NullServer server, Trouble trouble, int seconds) {
        int objects = trouble == Trouble.LIMIT ? ENDLESS : trouble.objects(options);
        List<String> command = new ArrayList<>(Programs.onClientCore());
        command.addAll(List.of(Programs.java(), "-Xmx" + options.text("heap")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TroubleRun.class.getName()));
        command.addAll(List.of("--endpoint", server.endpoint().toString(), "--folder", folder.toString()));
        command.addAll(List.of("--objects", String.valueOf(objects), "--size", String.valueOf(trouble.size(options))));
        command.addAll(List.of("--direction", trouble.direction().toString()));
        command.addAll(List.of("--seconds", String.valueOf(seconds), "--parallelism", options.text("parallelism")));
        return command;
    }

    private static JsonNode read(String line) {
        try {
            if (line.isEmpty()) {
                throw new IllegalStateException("the run failed: see its message");
            }
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not what a run prints: " + line, e);
        }
    }
}
