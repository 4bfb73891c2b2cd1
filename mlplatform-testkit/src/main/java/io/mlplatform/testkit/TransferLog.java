package io.mlplatform.testkit;

import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** Remembers what a transfer told. */
final class TransferLog implements TransferListener {

    private final LongAdder bytes = new LongAdder();
    private final List<ObjectKey> finished = new CopyOnWriteArrayList<>();

    @Override
    public void transferred(long count) {
        bytes.add(count);
    }

    @Override
    public void finished(ObjectKey key) {
        finished.add(key);
    }

    long bytes() {
        return bytes.sum();
    }

    List<ObjectKey> finished() {
        return finished;
    }
}
