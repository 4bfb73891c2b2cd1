package io.mlplatform.benchmarks.transfers;

import io.mlplatform.benchmarks.Options;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much memory a client takes for many bytes and many objects in a small heap, and whether it grows: a process that
 * tells its peak RSS after each step. {@code --help} tells the options.
 */
public final class TransferMemory {

    static final String HELP = """
            Moves large and small objects in a small heap, and tells the process's memory; a line of JSON a step.

              --client <name>       ours, transfer-manager-crt, transfer-manager-netty or s3-client-apache (default: ours)
              --direction <name>    down, up or both (default: both)
              --heap <size>         (default: 64m)
              --large <n>           large objects (default: 8)
              --large-size <bytes>  (default: 256 MiB)
              --small <n>           small objects (default: 100000)
              --small-size <bytes>  (default: 16 KiB)
              --minutes <n>         to go on with the same again (default: 0: once)
              --parallelism <n>     (default: 16)
              --transport <name>    of ours: own, the default of the library, or sdk (default: own)
              --signing <name>      of ours over its own lane: by-channel, signed or unsigned (default: by-channel)
              --folder <path>       for the files (default: /dev/shm, else the folder of temporary files)""";

    static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("client", "ours"),
            Map.entry("direction", "both"),
            Map.entry("heap", "64m"),
            Map.entry("large", "8"),
            Map.entry("large-size", String.valueOf(256 << 20)),
            Map.entry("small", "100000"),
            Map.entry("small-size", String.valueOf(16 << 10)),
            Map.entry("minutes", "0"),
            Map.entry("parallelism", "16"),
            Map.entry("transport", "own"),
            Map.entry("verify", "on"),
            Map.entry("signing", "by-channel"),
            Map.entry("folder", ""),
            Map.entry("bucket", "bench"),
            Map.entry("endpoint", ""),
            Map.entry("tools", ""));

    private static final int MISUSED = 2;

    private TransferMemory() {}

    /** Measures. Ends the process with 2 if the arguments cannot be followed. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.println(HELP);
            return;
        }
        try {
            run(Options.parse(List.of(arguments), DEFAULTS));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + HELP);
            System.exit(MISUSED);
        }
    }

    private static void run(Options options) {
        ClientKind.named(options.text("client"));
        List<Workload> workloads = MemoryRun.workloads(options);
        Path program = Path.of(options.text("tools"), "nulls3");
        try (TransferFolder folder = TransferFolder.in(TransferOptions.folder(options), "memory");
                NullServer server = NullServer.start(program, 0, Optional.empty())) {
            Programs.atExit(server::close);
            Programs.atExit(folder::close);
            for (Workload workload : workloads) {
                if (workload.direction() == Direction.UP) {
                    TransferFolder.named(folder.path(), workload.source()).fill(workload);
                }
            }
            measure(options, server, folder.path());
        }
    }

    private static void measure(Options options, NullServer server, Path folder) {
        List<String> command = new ArrayList<>(Programs.onClientCore());
        command.addAll(List.of(Programs.java(), "-Xmx" + options.text("heap")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MemoryRun.class.getName()));
        command.addAll(List.of("--endpoint", server.endpoint().toString(), "--folder", folder.toString()));
        for (String same : List.of(
                "client",
                "direction",
                "large",
                "large-size",
                "small",
                "small-size",
                "minutes",
                "parallelism",
                "transport",
                "signing")) {
            command.addAll(List.of("--" + same, options.text(same)));
        }
        try (ChildProcess child = ChildProcess.start(command, Program.credentials())) {
            for (String line = child.line(); !line.isEmpty(); line = child.line()) {
                System.out.println(line);
            }
            child.requireSuccess();
        }
    }
}
