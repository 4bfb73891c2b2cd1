package io.mlplatform.store;

/**
 * Hears of each finished request of a bulk transfer, once with its repetitions, for a program's own metrics; of other reads
 * and puts only of what is left to the store's SDK, and of the parts of large puts. Called from the transfer's threads, so it
 * is thread-safe and quick, and throws nothing.
 *
 * <p>The same is told to Java Flight Recorder as {@code io.mlplatform.TransferRequest}, beside {@code
 * io.mlplatform.TransferFile} for each file, from when a recording has begun in this JVM, such as by {@code
 * -XX:StartFlightRecording}.
 */
@FunctionalInterface
public interface TransferMetrics {

    /** Hears nothing; the default. */
    TransferMetrics SILENT = request -> {};

    void finished(TransferRequest request);
}
