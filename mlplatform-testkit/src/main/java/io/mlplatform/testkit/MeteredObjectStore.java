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
import java.util.List;
import java.util.Optional;

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
    public void upload(List<Upload> uploads, TransferListener listener) {
        record(
                RequestKind.UPLOAD,
                uploads.stream().map(upload -> upload.key().value()).toList());
        super.upload(uploads, listener);
    }

    @Override
    public void download(List<Download> downloads, TransferListener listener) {
        record(
                RequestKind.DOWNLOAD,
                downloads.stream().map(download -> download.key().value()).toList());
        super.download(downloads, listener);
    }

    /** Counts requests that go out together. */
    private void record(RequestKind kind, List<String> subjects) {
        if (subjects.isEmpty()) {
            return;
        }
        long end = clock.tick();
        synchronized (requests) {
            subjects.forEach(subject -> requests.add(new Request(kind, subject, end)));
        }
    }
}
