package io.mlplatform.testkit;

import io.mlplatform.Digest;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** Remembers what a transfer told. */
final class TransferLog implements TransferListener {

    private final LongAdder bytes = new LongAdder();
    private final List<ObjectKey> finished = new CopyOnWriteArrayList<>();
    private final Map<ObjectKey, Digest> digests = new ConcurrentHashMap<>();

    @Override
    public void transferred(long count) {
        bytes.add(count);
    }

    @Override
    public void hashed(ObjectKey key, Digest sha256) {
        digests.put(key, sha256);
    }

    @Override
    public void finished(ObjectKey key) {
        finished.add(key);
    }

    long bytes() {
        return bytes.sum();
    }

    Map<ObjectKey, Digest> digests() {
        return digests;
    }

    List<ObjectKey> finished() {
        return finished;
    }
}
