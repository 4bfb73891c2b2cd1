package io.mlplatform.store;

import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.transfer.ObjectSource;
import io.mlplatform.internal.transfer.PulledSource;
import io.mlplatform.internal.transfer.Requests;
import io.mlplatform.internal.transfer.Retries;
import io.mlplatform.internal.transfer.WholeDownload;
import io.mlplatform.internal.transfer.WholeUpload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

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
    public void upload(List<Upload> uploads, TransferListener listener) {
        List<Upload> largestFirst = new ArrayList<>(uploads);
        largestFirst.sort(
                Comparator.comparingLong((Upload upload) -> upload.content().length())
                        .reversed());
        ObjectSource source = new PulledSource(store.location(), store::get, Retries.none(), requests);
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (Upload upload : largestFirst) {
            tasks.add(() -> {
                String resource = store.location() + "/" + upload.key();
                new WholeUpload(upload, resource, HELD_BYTES, store::put, source, requests, listener).transfer();
                return true;
            });
        }
        Parallel.call(executor, store.location(), tasks);
    }

    /** As {@link ObjectStore#download}. */
    public void download(List<Download> downloads, TransferListener listener) {
        List<Download> largestFirst = new ArrayList<>(downloads);
        largestFirst.sort(Comparator.comparingLong(Download::size).reversed());
        ObjectSource source = new PulledSource(store.location(), store::get, Retries.none(), requests);
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (Download download : largestFirst) {
            tasks.add(() -> {
                String resource = store.location() + "/" + download.key();
                new WholeDownload(download, resource, HELD_BYTES, source, requests, listener).transfer();
                return true;
            });
        }
        Parallel.call(executor, store.location(), tasks);
    }

    /** Which store it serves. */
    @Override
    public String toString() {
        return "bulk transfer of " + store.location();
    }
}
