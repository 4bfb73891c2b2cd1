package io.mlplatform.benchmarks.transfers;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One workload for one program: from where to where. */
record Job(Setup setup, Workload workload, String prefix, Path files) {

    boolean isDown() {
        return workload.direction() == Direction.DOWN;
    }

    String endpoint() {
        return setup.target().endpoint().toString();
    }

    String parallelism() {
        return String.valueOf(setup.target().parallelism());
    }

    /** As {@code s3://bucket/prefix/}. */
    String remote() {
        return "s3://" + setup.target().bucket() + "/" + prefix + "/";
    }

    String folder() {
        return files.toString();
    }

    /** What the server shows, where only this run trusts it. */
    Optional<String> certificate() {
        return setup.certificate().map(made -> made.chain().toString());
    }

    /** A file without a word in it. */
    String emptyFile() {
        return "/dev/null";
    }

    List<String> rawCommand() {
        return List.of(
                setup.tool("rawc"),
                workload.direction().toString(),
                String.valueOf(setup.target().endpoint().getPort()),
                setup.target().bucket(),
                prefix,
                String.valueOf(workload.objects()),
                String.valueOf(workload.size()),
                folder(),
                parallelism());
    }
}
