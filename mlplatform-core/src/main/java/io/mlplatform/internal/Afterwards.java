package io.mlplatform.internal;

/**
 * What follows a step, also where that fails, as the resource of a {@code try}: the step's failure is then the one that is
 * told, and one of this is suppressed under it.
 */
@FunctionalInterface
public interface Afterwards extends AutoCloseable {

    @Override
    void close();
}
