package io.mlplatform.benchmarks.transfers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.benchmarks.Cost;
import io.mlplatform.benchmarks.Machine;
import io.mlplatform.benchmarks.Options;
import io.mlplatform.internal.json.Json;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What {@link TransferMemory} measures: one client that moves large and small objects, round after round, in one process. */
public final class MemoryRun {

    private static final long KIBIBYTES = 1024;

    private final Options options;
    private final Path folder;
    private final Clock clock;
    private final PrintStream out;

    MemoryRun(Options options, Clock clock, PrintStream out) {
        this.options = options;
        this.clock = clock;
        this.out = out;
        folder = Path.of(options.text("folder"));
    }

    /** Runs it. */
    public static void main(String[] arguments) {
        Options options = Options.parse(List.of(arguments), TransferMemory.DEFAULTS);
        new MemoryRun(options, Machine.clock(), System.out).run();
    }

    /** All workloads once, and again until the time is over. Prints a line of JSON for each. */
    void run() {
        Target target =
                new Target(URI.create(options.text("endpoint")), options.text("bucket"), options.number("parallelism"));
        ClientKind kind = ClientKind.named(options.text("client"));
        Instant end = clock.instant().plus(Duration.ofMinutes(options.number("minutes", 0)));
        try (TransferClient client = kind.open(target, Choices.of(options))) {
            int round = 0;
            do {
                round++;
                for (Workload workload : workloads(options)) {
                    step(client, workload, round);
                }
            } while (clock.instant().isBefore(end));
        }
    }

    // A step that fails, in too small a heap for one, is a finding, and the others are measured still.
    private void step(TransferClient client, Workload workload, int round) {
        ObjectNode line = Json.object()
                .put("client", options.text("client"))
                .put("round", round)
                .put("direction", workload.direction().toString())
                .put("objects", workload.objects())
                .put("size", workload.size());
        try {
            Cost cost = move(client, workload, round);
            line.put("cpu", Measured.rounded(cost.cpu())).put("wall", Measured.rounded(cost.wall()));
        } catch (RuntimeException e) {
            line.put("failed", e.toString());
        }
        out.println(line.put("rssMiB", Memory.kibibytes() / KIBIBYTES)
                .put("peakRssMiB", Memory.peakKibibytes() / KIBIBYTES));
    }

    private Cost move(TransferClient client, Workload workload, int round) {
        if (workload.direction() == Direction.DOWN) {
            try (TransferFolder fetched = TransferFolder.in(folder, "down")) {
                return Machine.measure(() -> client.download(workload, workload.source(), fetched.path()));
            }
        }
        Path sources = folder.resolve(workload.source());
        String prefix = "up-" + round + "-" + workload.size();
        return Machine.measure(() -> client.upload(workload, prefix, sources));
    }

    /** In the order in which they are done. */
    static List<Workload> workloads(Options options) {
        List<Workload> workloads = new ArrayList<>();
        String directions = options.text("direction");
        for (Direction direction : Direction.values()) {
            if (directions.equals("both") || directions.equals(direction.toString())) {
                workloads.add(new Workload(direction, options.number("large"), options.number("large-size")));
                workloads.add(new Workload(direction, options.number("small"), options.number("small-size")));
            }
        }
        return workloads;
    }
}
