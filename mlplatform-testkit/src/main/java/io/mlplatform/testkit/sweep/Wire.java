package io.mlplatform.testkit.sweep;

import io.mlplatform.store.BulkTransfer;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.Listing;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import io.mlplatform.testkit.DelegatingObjectStore;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * The way to a store, which breaks when it is told to. Bulk calls go by single ones, so that each file's requests fail in
 * every way that they can. For one thread; the store behind it stays open.
 */
final class Wire extends DelegatingObjectStore {

    private final BulkTransfer bulk = new BulkTransfer(this, new DirectExecutor());
    private Optional<Outage> outage = Optional.empty();
    private FaultScriptedStore way;
    private final AskingMethods asking = new AskingMethods();
    private boolean struck;
    private boolean noting;

    Wire(ObjectStore store) {
        super(store);
        way = new FaultScriptedStore(store);
    }

    /** From now on requests count, from 1, and the {@code k}-th meets the outage. */
    void breakAt(int k, Outage how) {
        outage = Optional.of(how);
        way = new FaultScriptedStore(delegate(), FaultRule.nth(k, how.first()));
    }

    /** Notes from now on which methods of faces ask. */
    AskingMethods note() {
        noting = true;
        return asking;
    }

    /** From now on every request is answered; true where one was not. */
    boolean mend() {
        boolean met = struck || !way.struck().isEmpty();
        outage = Optional.empty();
        way = new FaultScriptedStore(delegate());
        struck = false;
        return met;
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
        return ask(store -> store.head(key));
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition) {
        return ask(store -> store.get(key, range, condition));
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
        return ask(store -> store.put(key, content, condition));
    }

    @Override
    public Listing list(String prefix, String startAfter, Delimiter delimiter, int max) {
        return ask(store -> store.list(prefix, startAfter, delimiter, max));
    }

    @Override
    public void delete(Collection<ObjectKey> keys) {
        ask(store -> {
            store.delete(keys);
            return keys;
        });
    }

    @Override
    public void upload(Iterable<Upload> uploads, TransferListener listener) {
        bulk.upload(uploads, listener);
    }

    @Override
    public void download(Iterable<Download> downloads, TransferListener listener) {
        bulk.download(downloads, listener);
    }

    @Override
    public void close() {}

    private <T> T ask(Function<ObjectStore, T> request) {
        if (noting) {
            asking.note();
        }
        try {
            return request.apply(way);
        } finally {
            if (!struck && !way.struck().isEmpty()) {
                struck = true;
                outage.flatMap(Outage::later)
                        .ifPresent(fault -> way = new FaultScriptedStore(delegate(), FaultRule.every(fault)));
            }
        }
    }
}
