package io.mlplatform.internal.publish;

import io.mlplatform.Progress;
import io.mlplatform.ProgressListener;
import io.mlplatform.internal.Context;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Adds up what a transfer's threads report, and tells the listener, one call at a time. */
final class ProgressMeter implements TransferListener {

    private final ProgressListener listener;
    private final Clock clock;
    private final Instant began;
    private final String what;
    private final long totalFiles;
    private final long totalBytes;
    private long files;
    private long bytes;

    /** Of a transfer that begins now. */
    ProgressMeter(Context context, String what, long totalFiles, long totalBytes) {
        this.listener = context.progress();
        this.clock = context.clock();
        this.began = clock.instant();
        this.what = what;
        this.totalFiles = totalFiles;
        this.totalBytes = totalBytes;
    }

    @Override
    public synchronized void transferred(long more) {
        bytes += more;
        tell();
    }

    @Override
    public synchronized void finished(ObjectKey key) {
        files++;
        tell();
    }

    // A clock may be set back.
    private Duration elapsed() {
        Duration elapsed = Duration.between(began, clock.instant());
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }

    private void tell() {
        listener.progressed(new Progress(what, files, totalFiles, bytes, totalBytes, elapsed()));
    }
}
