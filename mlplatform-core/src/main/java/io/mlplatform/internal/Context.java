package io.mlplatform.internal;

import io.mlplatform.ProgressListener;
import io.mlplatform.Settings;
import java.util.concurrent.ExecutorService;

/** What every room is given: nothing below the entry makes ids, waits or threads of its own. */
public record Context(
        Settings settings,
        Ids ids,
        Pause pause,
        ExecutorService executor,
        ProgressListener progress,
        SegmentCache segments) {

    /** With a segment cache of the usual size. */
    public Context(Settings settings, Ids ids, Pause pause, ExecutorService executor, ProgressListener progress) {
        this(settings, ids, pause, executor, progress, new SegmentCache(SegmentCache.DEFAULT_BYTES));
    }

    /** The same, but that every segment is read from the store. */
    public Context uncached() {
        return new Context(settings, ids, pause, executor, progress, new SegmentCache(0));
    }
}
