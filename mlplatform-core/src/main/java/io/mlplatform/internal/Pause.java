package io.mlplatform.internal;

/** Waits between two attempts of one request. */
@FunctionalInterface
public interface Pause {

    /**
     * Waits before attempt {@code attempt}, counted from 1 for the second try.
     *
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    void before(int attempt) throws InterruptedException;
}
