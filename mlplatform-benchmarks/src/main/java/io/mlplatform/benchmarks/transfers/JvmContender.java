package io.mlplatform.benchmarks.transfers;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A client of {@link ClientKind} in a virtual machine of its own: warm, or cold and measured with all its start. */
record JvmContender(Setup setup, ClientKind kind) implements Contender {

    @Override
    public String name() {
        return kind.toString();
    }

    @Override
    public Optional<String> absence(Workload workload) {
        return Optional.empty();
    }

    @Override
    public Measured run(Workload workload) {
        return setup.inFolder(workload, folder -> run(workload, folder));
    }

    private Measured run(Workload workload, Path folder) {
        if (setup.options().text("workload").equals("cold")) {
            return setup.measureOutside(workload, folder, command(workload, folder, "cold"));
        }
        List<String> command = new ArrayList<>(Programs.onClientCore());
        command.addAll(command(workload, folder, "warm"));
        return Measured.read(
                ChildProcess.lastLine(command, setup.environment()),
                workload,
                setup.options().number("loops"));
    }

    private List<String> command(Workload workload, Path folder, String state) {
        List<String> command = new ArrayList<>(
                List.of(Programs.java(), "-Xmx" + setup.options().text("heap")));
        setup.certificate().ifPresent(made -> command.addAll(made.arguments()));
        command.addAll(List.of("-cp", classPath(), TransferRun.class.getName()));
        command.addAll(List.of("--client", kind.toString(), "--state", state));
        command.addAll(List.of("--folder", folder.toString()));
        command.addAll(List.of("--direction", workload.direction().toString()));
        command.addAll(List.of("--objects", String.valueOf(workload.objects())));
        command.addAll(List.of("--size", String.valueOf(workload.size())));
        command.addAll(List.of("--endpoint", setup.target().endpoint().toString()));
        command.addAll(List.of("--requests", setup.requests().isPresent() ? "on" : "off"));
        command.addAll(List.of("--hash", hashes() ? "on" : "off"));
        for (String same :
                List.of("bucket", "server", "parallelism", "warmups", "loops", "transport", "signing", "verify")) {
            command.addAll(List.of("--" + same, setup.options().text(same)));
        }
        return command;
    }

    // Ours takes Conscrypt where it finds it.
    private String classPath() {
        String all = System.getProperty("java.class.path");
        return setup.options().text("engine").equals("conscrypt")
                ? all
                : Arrays.stream(all.split(File.pathSeparator, -1))
                        .filter(jar -> !jar.contains("conscrypt"))
                        .collect(Collectors.joining(File.pathSeparator));
    }

    private boolean hashes() {
        return !kind.isOurs() && setup.options().text("verify").equals("equal");
    }
}
