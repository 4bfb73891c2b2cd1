package io.mlplatform.benchmarks.transfers;

import java.nio.file.Path;

/** One way to move objects, within this process. Not thread-safe; closed by who made it. */
interface TransferClient extends AutoCloseable {

    /** Fetches the objects under a prefix into the folder, which is there. */
    void download(Workload workload, String prefix, Path folder);

    /** Stores the files of the folder under a prefix. */
    void upload(Workload workload, String prefix, Path folder);

    @Override
    void close();
}
