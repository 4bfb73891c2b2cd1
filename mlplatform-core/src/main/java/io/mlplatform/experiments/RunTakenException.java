package io.mlplatform.experiments;

import io.mlplatform.ConflictException;

/** Another process resumed the run, so this one no longer owns it. */
final class RunTakenException extends ConflictException {

    private static final long serialVersionUID = 1;

    RunTakenException(String resource) {
        super(
                resource,
                "another process has resumed this run and owns it now: stop this one, or resume the run again to take it back");
    }
}
