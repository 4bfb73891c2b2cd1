package io.mlplatform.testkit;

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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A store that counts what it is asked, and the hops: the longest chain of requests that waited for each other, on a
 * {@link HopClock}. A bulk call is one hop however many its objects; a delete is one request for each 1,000 keys. What
 * fails counts too. Several stores may share a clock. Thread-safe; it owns the store behind it.
 */
public final class MeteredObjectStore extends DelegatingObjectStore {

    private static final int DELETED_AT_ONCE = 1_000;

    private final HopClock clock;
    private final List<Request> requests = new ArrayList<>();

    public MeteredObjectStore(ObjectStore delegate, HopClock clock) {
        super(delegate);
        this.clock = clock;
    }

    /** All requests so far. */
    public Requests snapshot() {
        synchronized (requests) {
            return new Requests(requests, 0, clock.now());
        }
    }

    /** The requests made after {@code earlier}, which the calling thread took. */
    public Requests since(Requests earlier) {
        synchronized (requests) {
            List<Request> later = requests.subList(earlier.all().size(), requests.size());
            return new Requests(later, earlier.end(), clock.now());
        }
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
        record(RequestKind.HEAD, List.of(key.value()));
        return super.head(key);
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition) {
        record(RequestKind.GET, List.of(key.value()));
        return super.get(key, range, condition);
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
        record(RequestKind.PUT, List.of(key.value()));
        return super.put(key, content, condition);
    }

    @Override
    public Listing list(String prefix, String startAfter, Delimiter delimiter, int max) {
        record(RequestKind.LIST, List.of(prefix));
        return super.list(prefix, startAfter, delimiter, max);
    }

    @Override
    public void delete(Collection<ObjectKey> keys) {
        List<String> firsts = new ArrayList<>();
        int position = 0;
        for (ObjectKey key : keys) {
            if (position++ % DELETED_AT_ONCE == 0) {
                firsts.add(key.value());
            }
        }
        record(RequestKind.DELETE, firsts);
        super.delete(keys);
    }

    @Override
    public void upload(Iterable<Upload> uploads, TransferListener listener) {
        super.upload(counted(RequestKind.UPLOAD, uploads, upload -> upload.key().value()), listener);
    }

    @Override
    public void download(Iterable<Download> downloads, TransferListener listener) {
        super.download(
                counted(RequestKind.DOWNLOAD, downloads, download -> download.key()
                        .value()),
                listener);
    }

    /** Counts requests that go out together. */
    private void record(RequestKind kind, List<String> subjects) {
        counted(kind, subjects, subject -> subject).forEach(subject -> {});
    }

    /** Items, each counted when it is read, in one hop together. */
    private <T> Iterable<T> counted(RequestKind kind, Iterable<T> items, Function<T, String> subject) {
        return () -> new Iterator<>() {
            private final Iterator<T> each = items.iterator();
            private long end;

            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public T next() {
                T item = each.next();
                end = end == 0 ? clock.tick() : end;
                synchronized (requests) {
                    requests.add(new Request(kind, subject.apply(item), end));
                }
                return item;
            }
        };
    }
}
