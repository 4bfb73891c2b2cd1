package io.mlplatform.internal.publish;

import io.mlplatform.Digest;
import io.mlplatform.Progress;
import io.mlplatform.ProgressListener;
import io.mlplatform.internal.Context;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

/** Adds up what a transfer's threads report, and tells the listener, one call at a time. */
final class ProgressMeter implements TransferListener {

    private final ProgressListener listener;
    private final Clock clock;
    private final Instant began;
    private final String what;
    private long totalFiles;
    private long totalBytes;
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

    /** It turns out that so much is still to come. */
    synchronized void remaining(long moreFiles, long moreBytes) {
        totalFiles = files + moreFiles;
        totalBytes = bytes + moreBytes;
    }

    /** This meter, for a transfer whose digests are taken too. */
    TransferListener hashing(BiConsumer<ObjectKey, Digest> digests) {
        return new TransferListener() {
            @Override
            public void transferred(long more) {
                ProgressMeter.this.transferred(more);
            }

            @Override
            public void hashed(ObjectKey key, Digest sha256) {
                digests.accept(key, sha256);
            }

            @Override
            public void finished(ObjectKey key) {
                ProgressMeter.this.finished(key);
            }
        };
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
