package io.mlplatform.experiments;

import org.jspecify.annotations.Nullable;

/** What is done within a run. */
@FunctionalInterface
public interface RunBody<T extends @Nullable Object, E extends Exception> {

    /** Does it; what it throws makes the run a failed one. */
    T run(Run run) throws E;
}
