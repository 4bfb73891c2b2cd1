package io.mlplatform.benchmarks.transfers;

import java.util.Optional;

/** One side of a pair: a client, and how a process of it is run and measured. */
interface Contender {

    /** How it is called on the command line. */
    String name();

    /** Why it cannot run here. */
    Optional<String> absence(Workload workload);

    /** Runs it in a new process. */
    Measured run(Workload workload);
}
