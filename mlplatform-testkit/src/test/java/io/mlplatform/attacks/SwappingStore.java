package io.mlplatform.attacks;

import io.mlplatform.store.BulkTransfer;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.TransferListener;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.io.InputStream;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/** A store that answers with the headers of a file {@code a.csv}, and with other bytes. */
final class SwappingStore extends DelegatingObjectStore {

    private final Supplier<InputStream> bytes;

    SwappingStore(ObjectStore delegate, Supplier<InputStream> bytes) {
        super(delegate);
        this.bytes = bytes;
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition) {
        GetOutcome answer = super.get(key, range, condition);
        return key.value().endsWith("/a.csv") && answer instanceof GetOutcome.Found found
                ? new GetOutcome.Found(found.info(), bytes.get(), found.date())
                : answer;
    }

    @Override
    public void download(Iterable<Download> downloads, TransferListener listener) {
        new BulkTransfer(this, ForkJoinPool.commonPool()).download(downloads, listener);
    }
}
