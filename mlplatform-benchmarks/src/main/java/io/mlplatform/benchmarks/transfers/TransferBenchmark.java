package io.mlplatform.benchmarks.transfers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.benchmarks.Machine;
import io.mlplatform.benchmarks.Options;
import io.mlplatform.benchmarks.Samples;
import io.mlplatform.internal.json.Json;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/**
 * Ours and its peers, transfer by transfer: alternating pairs of processes on a core of their own, the server on another.
 * Prints a line of JSON a run and one a peer. {@code --help} tells the options.
 */
public final class TransferBenchmark {

    private static final int MISUSED = 2;

    private final Setup setup;
    private final Workload workload;
    private final PrintStream out;

    TransferBenchmark(Setup setup, Workload workload, PrintStream out) {
        this.setup = setup;
        this.workload = workload;
        this.out = out;
    }

    /** Measures. Ends the process with 2 if the arguments cannot be followed. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.println(TransferOptions.HELP);
            return;
        }
        try {
            Options options = TransferOptions.parse(List.of(arguments));
            Workload workload = TransferOptions.workload(options);
            try (Stage stage = Stage.set(options, workload)) {
                System.out.println(Machine.describe()
                        .put("pinned", Programs.canPin())
                        .put("files", TransferOptions.folder(options).toString())
                        .put("heap", options.text("heap")));
                new TransferBenchmark(stage.setup(), workload, System.out).run();
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + TransferOptions.HELP);
            System.exit(MISUSED);
        }
    }

    void run() {
        Contender ours = new JvmContender(setup, ClientKind.OURS);
        List<Contender> peers = TransferOptions.peers(setup.options()).stream()
                .map(this::contender)
                .toList();
        if (peers.isEmpty()) {
            alone(ours);
        }
        for (Contender peer : peers) {
            if (present(ours) && present(peer)) {
                tellFailure(peer, () -> pairs(ours, peer));
            }
        }
    }

    // A client that fails is a finding, and the others are measured still.
    private void tellFailure(Contender peer, Runnable pairs) {
        try {
            pairs.run();
        } catch (IllegalStateException e) {
            out.println(Json.object().put("failed", peer.name()).put("because", e.getMessage()));
        }
    }

    private void alone(Contender ours) {
        if (present(ours)) {
            for (int repetition = 0; repetition < setup.options().number("repetitions"); repetition++) {
                measure(ours, repetition);
            }
        }
    }

    private void pairs(Contender ours, Contender peer) {
        List<Measured> own = new ArrayList<>();
        List<Measured> others = new ArrayList<>();
        for (int pair = 0; pair < setup.options().number("repetitions"); pair++) {
            if (pair % 2 == 0) {
                own.add(measure(ours, pair));
                others.add(measure(peer, pair));
            } else {
                others.add(measure(peer, pair));
                own.add(measure(ours, pair));
            }
        }
        ObjectNode line = described(Json.object().put("peer", peer.name()).put("pairs", own.size()));
        both(line, "cpu", own, others, measured -> measured.perUnit().cpu());
        both(line, "wall", own, others, measured -> measured.perUnit().wall());
        both(line, "requests", own, others, Measured::requests);
        both(line, "peakRssMiB", own, others, Measured::peakMebibytes);
        out.println(line);
    }

    private Measured measure(Contender contender, int pair) {
        Measured measured = contender.run(workload);
        ObjectNode line =
                described(Json.object().put("client", contender.name()).put("pair", pair + 1));
        line.setAll(measured.line());
        out.println(line);
        return measured;
    }

    private boolean present(Contender contender) {
        contender
                .absence(workload)
                .ifPresent(reason -> out.println(
                        Json.object().put("skipped", contender.name()).put("because", reason)));
        return contender.absence(workload).isEmpty();
    }

    private ObjectNode described(ObjectNode line) {
        return line.put("workload", setup.options().text("workload"))
                .put("direction", workload.direction().toString())
                .put("objects", workload.objects())
                .put("size", workload.size())
                .put("tls", setup.target().isTls())
                .put("verify", setup.options().text("verify"))
                .put("per", workload.unit());
    }

    private static void both(
            ObjectNode line,
            String name,
            List<Measured> own,
            List<Measured> others,
            ToDoubleFunction<Measured> measure) {
        double ours = Samples.median(own, measure);
        double peer = Samples.median(others, measure);
        line.set(name, Json.object().put("ours", Measured.rounded(ours)).put("peer", Measured.rounded(peer)));
        line.put(name + "Ratio", Measured.rounded(ours / peer));
    }

    private Contender contender(String name) {
        return ClientKind.isOne(name)
                ? new JvmContender(setup, ClientKind.named(name))
                : new ProgramContender(setup, Program.named(name), new AtomicInteger());
    }
}
