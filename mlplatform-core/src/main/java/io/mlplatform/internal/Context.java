package io.mlplatform.internal;

import io.mlplatform.ProgressListener;
import io.mlplatform.Settings;
import io.mlplatform.internal.reading.ReadMemory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutorService;

/** What every room is given: nothing below the entry makes ids, waits or threads of its own. */
public record Context(
        Settings settings,
        Ids ids,
        Pause pause,
        ExecutorService executor,
        ProgressListener progress,
        Clock clock,
        SegmentCache segments,
        ReadMemory readAhead) {

    /** With as much memory for reading ahead as a platform has. */
    public Context(
            Settings settings,
            Ids ids,
            Pause pause,
            ExecutorService executor,
            ProgressListener progress,
            Clock clock,
            SegmentCache segments) {
        this(settings, ids, pause, executor, progress, clock, segments, ReadMemory.ofHeap());
    }

    /** With a segment cache of the usual size. */
    public Context(
            Settings settings, Ids ids, Pause pause, ExecutorService executor, ProgressListener progress, Clock clock) {
        this(settings, ids, pause, executor, progress, clock, new SegmentCache(SegmentCache.DEFAULT_BYTES));
    }

    /** Where no time passes: progress has no rate. */
    public Context(Settings settings, Ids ids, Pause pause, ExecutorService executor, ProgressListener progress) {
        this(settings, ids, pause, executor, progress, new SegmentCache(SegmentCache.DEFAULT_BYTES));
    }

    /** Likewise. */
    public Context(
            Settings settings,
            Ids ids,
            Pause pause,
            ExecutorService executor,
            ProgressListener progress,
            SegmentCache segments) {
        this(settings, ids, pause, executor, progress, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), segments);
    }

    /** The same, but that every segment is read from the store. */
    public Context uncached() {
        return new Context(settings, ids, pause, executor, progress, clock, new SegmentCache(0), readAhead);
    }
}
