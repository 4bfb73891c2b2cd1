package io.mlplatform.internal.publish;

import io.mlplatform.Progress;
import io.mlplatform.ProgressListener;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;

/** Adds up what a transfer's threads report, and tells the listener, one call at a time. */
final class ProgressMeter implements TransferListener {

    private final ProgressListener listener;
    private final String what;
    private final long totalFiles;
    private final long totalBytes;
    private long files;
    private long bytes;

    ProgressMeter(ProgressListener listener, String what, long totalFiles, long totalBytes) {
        this.listener = listener;
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

    private void tell() {
        listener.progressed(new Progress(what, files, totalFiles, bytes, totalBytes));
    }
}
