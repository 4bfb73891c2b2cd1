package io.mlplatform.benchmarks;

import java.util.List;

/** A versioned set of files, partitioned by {@code dt}: what is measured, ours or a peer's. For one thread. */
interface ManifestTable extends AutoCloseable {

    /** A commit that adds these files, ready to run: what can be made of them beforehand is made. */
    Runnable commit(List<SampleFiles.File> files);

    /** Goes through all files of one partition, with nothing known from before; how many there are. */
    long plan(int partition);

    /** Goes through all files, with nothing known from before; how many there are. */
    long planAll();

    /** How many requests the store had so far. */
    long requests();

    @Override
    void close();
}
