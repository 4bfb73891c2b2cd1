package io.mlplatform.benchmarks.transfers;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A {@link Program}, run once and measured from outside. */
record ProgramContender(Setup setup, Program program, AtomicInteger runs) implements Contender {

    @Override
    public String name() {
        return program.toString();
    }

    @Override
    public Optional<String> absence(Workload workload) {
        if (setup.options().text("verify").equals("equal")) {
            return Optional.of("it cannot be told to take a SHA-256");
        }
        if (program.isOwn()) {
            return setup.requests().isEmpty() || setup.target().isTls()
                    ? Optional.of("it speaks only HTTP, with the null server")
                    : Optional.empty();
        }
        return Programs.find(program.toString()).isPresent() ? Optional.empty() : Optional.of("it is not on the PATH");
    }

    @Override
    public Measured run(Workload workload) {
        return setup.inFolder(workload, folder -> {
            String prefix = workload.direction() == Direction.DOWN
                    ? workload.source()
                    : "up-" + program + "-" + runs.incrementAndGet();
            Job job = new Job(setup, workload, prefix, folder);
            return setup.measureOutside(workload, folder, program.command(job));
        });
    }
}
