package io.mlplatform.testkit;

import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Capabilities;
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
import java.util.Collection;
import java.util.Optional;

/** A store that hands every call on to another, and closes it: decorators change what they are about. */
public class DelegatingObjectStore implements ObjectStore {

    private final ObjectStore delegate;

    protected DelegatingObjectStore(ObjectStore delegate) {
        this.delegate = delegate;
    }

    /** The store behind this one. */
    protected final ObjectStore delegate() {
        return delegate;
    }

    @Override
    public String location() {
        return delegate.location();
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
        return delegate.head(key);
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition) {
        return delegate.get(key, range, condition);
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
        return delegate.put(key, content, condition);
    }

    @Override
    public Listing list(String prefix, String startAfter, Delimiter delimiter, int max) {
        return delegate.list(prefix, startAfter, delimiter, max);
    }

    @Override
    public void delete(Collection<ObjectKey> keys) {
        delegate.delete(keys);
    }

    @Override
    public void upload(Iterable<Upload> uploads, TransferListener listener) {
        delegate.upload(uploads, listener);
    }

    @Override
    public void download(Iterable<Download> downloads, TransferListener listener) {
        delegate.download(downloads, listener);
    }

    @Override
    public Capabilities capabilities() {
        return delegate.capabilities();
    }

    @Override
    public void close() {
        delegate.close();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " of " + delegate.location();
    }
}
