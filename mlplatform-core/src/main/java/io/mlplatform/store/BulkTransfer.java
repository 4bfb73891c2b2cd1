package io.mlplatform.store;

import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.transfer.DownloadCheck;
import io.mlplatform.internal.transfer.DownloadRules;
import io.mlplatform.internal.transfer.ObjectSource;
import io.mlplatform.internal.transfer.PulledSource;
import io.mlplatform.internal.transfer.Requests;
import io.mlplatform.internal.transfer.Retries;
import io.mlplatform.internal.transfer.SinglePiece;
import io.mlplatform.internal.transfer.WholeDownload;
import io.mlplatform.internal.transfer.WholeUpload;
import io.mlplatform.internal.transfer.Windows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A store's bulk calls by its single ones, largest objects first, as many at a time as the executor has threads, and
 * one in the calling thread: for backends that have no faster lane. The executor is borrowed; see
 * {@link io.mlplatform.MlPlatformBuilder#executor} for which may be shared.
 */
public final class BulkTransfer {

    // The executor counts files, not bytes.
    private static final long HELD_BYTES = 0;

    private final ObjectStore store;
    private final ExecutorService executor;
    private final Requests requests = Requests.recorded();

    public BulkTransfer(ObjectStore store, ExecutorService executor) {
        this.store = store;
        this.executor = executor;
    }

    /** As {@link ObjectStore#upload}. */
    public void upload(Iterable<Upload> uploads, TransferListener listener) {
        ObjectSource source = new PulledSource(store.location(), store::get, Retries.none(), requests);
        transferAll(uploads, upload -> upload.content().length(), upload -> {
            String resource = store.location() + "/" + upload.key();
            return new WholeUpload(upload, resource, HELD_BYTES, store::put, source, requests, listener);
        });
    }

    /** As {@link ObjectStore#download}. */
    public void download(Iterable<Download> downloads, TransferListener listener) {
        ObjectSource source = new PulledSource(store.location(), store::get, Retries.none(), requests);
        DownloadRules rules = DownloadRules.strict();
        transferAll(downloads, Download::size, download -> {
            DownloadCheck check = new DownloadCheck(download, store.location() + "/" + download.key(), rules);
            return new WholeDownload(check, HELD_BYTES, source, requests, listener);
        });
    }

    private <T> void transferAll(Iterable<T> items, ToLongFunction<T> size, Function<T, SinglePiece> transfer) {
        for (Windows<T> windows = new Windows<>(items); windows.hasNext(); ) {
            List<T> largestFirst = windows.next();
            largestFirst.sort(Comparator.comparingLong(size).reversed());
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (T item : largestFirst) {
                tasks.add(() -> {
                    transfer.apply(item).transfer();
                    return true;
                });
            }
            Parallel.call(executor, store.location(), tasks);
        }
    }

    /** Which store it serves. */
    @Override
    public String toString() {
        return "bulk transfer of " + store.location();
    }
}
