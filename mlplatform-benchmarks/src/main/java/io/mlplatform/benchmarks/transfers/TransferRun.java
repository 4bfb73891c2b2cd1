package io.mlplatform.benchmarks.transfers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import io.mlplatform.benchmarks.Cost;
import io.mlplatform.benchmarks.Machine;
import io.mlplatform.benchmarks.Options;
import io.mlplatform.internal.json.Json;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One client's run of one workload, in a process that {@link TransferBenchmark} starts. A warm run moves everything some
 * times before it measures, and prints a line of JSON; a cold one moves everything once and is measured from outside.
 */
public final class TransferRun {

    /** Of the command line; the last ones say how, the others what. */
    static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("client", "ours"),
            Map.entry("transport", "own"),
            Map.entry("signing", "by-channel"),
            Map.entry("endpoint", ""),
            Map.entry("bucket", "bench"),
            Map.entry("server", ""),
            Map.entry("parallelism", "16"),
            Map.entry("direction", "down"),
            Map.entry("objects", "1"),
            Map.entry("size", "1"),
            Map.entry("folder", ""),
            Map.entry("state", "warm"),
            Map.entry("warmups", "1"),
            Map.entry("loops", "1"),
            Map.entry("hash", "off"),
            Map.entry("verify", "on"),
            Map.entry("requests", "off"));

    private final Workload workload;
    private final ClientKind kind;
    private final Target target;
    private final TransferFolder folder;
    private final Options options;
    private int moved;

    TransferRun(Options options) {
        this.options = options;
        kind = ClientKind.named(options.text("client"));
        workload = new Workload(
                Direction.named(options.text("direction")), options.number("objects"), options.number("size"));
        target = Target.of(URI.create(options.text("endpoint")), options);
        folder = new TransferFolder(Path.of(options.text("folder")));
    }

    /** Runs it once. */
    public static void main(String[] arguments) {
        new TransferRun(Options.parse(List.of(arguments), DEFAULTS)).run(System.out);
    }

    void run(PrintStream out) {
        try (TransferClient client = kind.open(target, Choices.of(options))) {
            if (options.text("state").equals("cold")) {
                move(client);
            } else {
                out.println(warm(client));
            }
        }
    }

    private ObjectNode warm(TransferClient client) {
        Digest digest = Pattern.of(workload.size()).digest();
        for (int warmup = 0; warmup < options.number("warmups", 0); warmup++) {
            moveAndHash(client, digest);
            tidy();
        }
        boolean counted = options.text("requests").equals("on");
        RequestCount requests = new RequestCount(target.endpoint());
        long before = counted ? requests.now() : 0;
        double cpu = 0;
        double wall = 0;
        int loops = options.number("loops");
        for (int loop = 0; loop < loops; loop++) {
            tidy();
            Cost cost = Machine.measure(() -> moveAndHash(client, digest));
            cpu += cost.cpu();
            wall += cost.wall();
        }
        ObjectNode line = Json.object().put("cpu", cpu).put("wall", wall).put("peakRssKiB", Memory.peakKibibytes());
        if (counted) {
            line.put("requests", requests.now() - before - 1);
        }
        if (workload.direction() == Direction.DOWN) {
            folder.verify(workload, digest);
        }
        tidy();
        return line;
    }

    // What ours does while the bytes pass, a peer does before or behind.
    private void moveAndHash(TransferClient client, Digest digest) {
        boolean hashes = options.text("hash").equals("on");
        if (hashes && workload.direction() == Direction.UP) {
            folder.verify(workload, digest);
        }
        move(client);
        if (hashes && workload.direction() == Direction.DOWN) {
            folder.verify(workload, digest);
        }
    }

    private void move(TransferClient client) {
        if (workload.direction() == Direction.DOWN) {
            client.download(workload, workload.source(), folder.path());
        } else {
            // No key twice: ours refuses to replace an object, and reads it back to see whether it is the same.
            String prefix = "up-" + ProcessHandle.current().pid() + "-" + moved++;
            client.upload(workload, prefix, folder.path());
        }
    }

    private void tidy() {
        if (workload.direction() == Direction.DOWN) {
            folder.clear();
        }
    }
}
