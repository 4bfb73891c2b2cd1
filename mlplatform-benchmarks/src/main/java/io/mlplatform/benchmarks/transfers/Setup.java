package io.mlplatform.benchmarks.transfers;

import io.mlplatform.benchmarks.Options;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What all runs of a benchmark share.
 *
 * @param requests of the null server, where it is that
 * @param folder for files that are fetched
 * @param sources the files that are sent
 * @param certificate what the server shows, where this benchmark made it
 * @param environment of each client's process
 */
record Setup(
        Options options,
        Target target,
        Optional<RequestCount> requests,
        Path folder,
        Path sources,
        Optional<Certificate> certificate,
        Map<String, String> environment) {

    /** A program that the benchmark's script has compiled. */
    String tool(String name) {
        return Path.of(options.text("tools")).resolve(name).toString();
    }

    /** Runs a client's command, measured from outside; what it fetched is then held to what the server has. */
    Measured measureOutside(Workload workload, Path files, List<String> client) {
        List<String> command = new ArrayList<>(Programs.onClientCore());
        command.add(tool("measure"));
        command.addAll(client);
        long before = requests.map(RequestCount::now).orElse(0L);
        Measured measured = Measured.read(ChildProcess.lastLine(command, environment), workload, 1);
        if (workload.direction() == Direction.DOWN) {
            new TransferFolder(files)
                    .verify(workload, Pattern.of(workload.size()).digest());
        }
        return requests.map(count -> measured.withRequests(count.now() - before - 1))
                .orElse(measured);
    }

    /** Lends a run its folder: those of downloads are new, and removed. */
    Measured inFolder(Workload workload, Function<Path, Measured> run) {
        if (workload.direction() == Direction.UP) {
            return run.apply(sources);
        }
        try (TransferFolder fetched = TransferFolder.in(folder, "down")) {
            return run.apply(fetched.path());
        }
    }
}
