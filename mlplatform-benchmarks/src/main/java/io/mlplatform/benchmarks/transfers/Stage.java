package io.mlplatform.benchmarks.transfers;

import io.mlplatform.benchmarks.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/** All that has to be there before a run, and is taken away again: folders, files to send, certificate, server. */
record Stage(Setup setup, Deque<AutoCloseable> parts) implements AutoCloseable {

    static Stage set(Options options, Workload workload) {
        Deque<AutoCloseable> parts = new ConcurrentLinkedDeque<>();
        // Also where it is broken off: gibibytes in memory are left behind otherwise.
        Programs.atExit(() -> close(parts));
        try {
            return new Stage(setUp(options, workload, parts), parts);
        } catch (RuntimeException e) {
            close(parts);
            throw e;
        }
    }

    private static Setup setUp(Options options, Workload workload, Deque<AutoCloseable> parts) {
        Path folder = add(parts, TransferFolder.in(TransferOptions.folder(options), "transfers"))
                .path();
        TransferFolder sources = TransferFolder.named(folder, "sources");
        TransferFolder papers = TransferFolder.named(folder, "papers");
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_CONFIG_FILE", configuration(options, papers).toString());
        boolean foreign = !options.text("endpoint").isEmpty();
        boolean sends = workload.direction() == Direction.UP;
        if (foreign || sends) {
            sources.fill(workload);
        }
        if (foreign) {
            Target target = target(options, URI.create(options.text("endpoint")));
            if (!sends) {
                put(target, workload, sources.path());
            }
            return new Setup(options, target, Optional.empty(), folder, sources.path(), Optional.empty(), environment);
        }
        Optional<Certificate> certificate =
                options.text("tls").equals("on") ? Optional.of(Certificate.make(papers.path())) : Optional.empty();
        certificate.ifPresent(Stage::trust);
        certificate.ifPresent(made -> environment.putAll(made.environment()));
        environment.putAll(Program.credentials());
        Path program = Path.of(options.text("tools"), "nulls3");
        if (!Files.isExecutable(program)) {
            throw new IllegalArgumentException("--tools has no null server: call scripts/benchmark, which compiles it");
        }
        NullServer server = add(parts, NullServer.start(program, options.number("delay", 0), certificate));
        Target target = target(options, server.endpoint());
        Optional<RequestCount> requests = Optional.of(new RequestCount(server.endpoint()));
        return new Setup(options, target, requests, folder, sources.path(), certificate, environment);
    }

    private static Target target(Options options, URI endpoint) {
        return Target.of(endpoint, options);
    }

    // What the null server has by itself; an object that is there already is looked at and left.
    private static void put(Target target, Workload workload, Path sources) {
        try (OwnTransfers store = new OwnTransfers(target, Choices.DEFAULT)) {
            store.upload(workload, workload.source(), sources);
        }
    }

    private static Path configuration(Options options, TransferFolder papers) {
        try {
            return Files.writeString(
                    papers.path().resolve("aws"), Program.awsConfiguration(options.number("parallelism")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // This process asks the server for its count of requests.
    private static void trust(Certificate certificate) {
        certificate.arguments().forEach(argument -> {
            int equals = argument.indexOf('=');
            System.setProperty(argument.substring("-D".length(), equals), argument.substring(equals + 1));
        });
    }

    private static <T extends AutoCloseable> T add(Deque<AutoCloseable> parts, T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        close(parts);
    }

    private static void close(Deque<AutoCloseable> parts) {
        for (AutoCloseable part = parts.pollFirst(); part != null; part = parts.pollFirst()) {
            try {
                part.close();
            } catch (Exception e) {
                System.err.println("not taken away: " + e);
            }
        }
    }
}
