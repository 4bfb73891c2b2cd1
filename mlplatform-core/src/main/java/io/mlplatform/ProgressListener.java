package io.mlplatform;

/** Hears how transfers go; called from their threads, one at a time a transfer. */
@FunctionalInterface
public interface ProgressListener {

    /** Hears nothing; the default. */
    ProgressListener SILENT = progress -> {};

    void progressed(Progress progress);
}
