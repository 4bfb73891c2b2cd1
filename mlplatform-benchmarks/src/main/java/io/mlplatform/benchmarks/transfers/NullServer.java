package io.mlplatform.benchmarks.transfers;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server of this module that does next to nothing for its answers; see {@code src/main/native}. On a core of its own. */
record NullServer(ChildProcess process, URI endpoint) implements AutoCloseable {

    /**
     * Starts one on a free port.
     *
     * @param delayMillis before the first byte of each answer
     */
    static NullServer start(Path program, int delayMillis, Optional<Certificate> certificate) {
        return start(program, List.of("-l", String.valueOf(delayMillis)), certificate);
    }

    /** The same with these arguments, as the page beside its source tells them. */
    static NullServer start(Path program, List<String> arguments, Optional<Certificate> certificate) {
        List<String> command = new ArrayList<>(Programs.onServerCore());
        command.add(program.toString());
        command.addAll(arguments);
        certificate.ifPresent(made -> command.addAll(
                List.of("-C", made.chain().toString(), "-K", made.key().toString())));
        ChildProcess process = ChildProcess.start(command, Map.of());
        String port = process.line();
        if (port.isEmpty()) {
            process.close();
            throw new IllegalStateException("the null server did not start");
        }
        String scheme = certificate.isPresent() ? "https" : "http";
        return new NullServer(process, URI.create(scheme + "://127.0.0.1:" + port));
    }

    @Override
    public void close() {
        process.close();
    }
}
