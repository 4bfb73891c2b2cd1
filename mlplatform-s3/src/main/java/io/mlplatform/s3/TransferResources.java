package io.mlplatform.s3;

import io.mlplatform.internal.DaemonThreads;
import java.util.concurrent.ExecutorService;

/**
 * The threads and the memory that transfers share, of one store or of several beside each other. Parts have threads of
 * their own: an object's thread waits for them.
 */
record TransferResources(ExecutorService objectThreads, ExecutorService partThreads, ByteBudget memory)
        implements AutoCloseable {

    static TransferResources of(S3Settings settings) {
        return new TransferResources(
                DaemonThreads.pool("mlplatform-s3-object", settings.parallelism()),
                DaemonThreads.pool("mlplatform-s3-part", settings.parallelism()),
                new ByteBudget(settings.uploadMemory()));
    }

    @Override
    public void close() {
        objectThreads.shutdownNow();
        partThreads.shutdownNow();
    }
}
