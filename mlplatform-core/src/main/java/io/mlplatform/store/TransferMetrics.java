package io.mlplatform.store;

/**
 * Hears of each finished request of a bulk transfer, for a program's own metrics. Called from the transfer's threads, so it
 * is thread-safe and quick, and throws nothing. The same is told to Java Flight Recorder, as events of the category
 * {@code mlplatform}.
 */
@FunctionalInterface
public interface TransferMetrics {

    /** Hears nothing; the default. */
    TransferMetrics SILENT = request -> {};

    void finished(TransferRequest request);
}
