package io.mlplatform.testkit.broken;

import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Listing;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** Answers without their date, and an end that fails. */
final class BrokenAnswers {

    private BrokenAnswers() {}

    static ObjectStore withoutClock(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public Listing list(String prefix, String startAfter, Delimiter delimiter, int max) {
                Listing page = super.list(prefix, startAfter, delimiter, max);
                return new Listing(page.objects(), page.folders(), page.next(), Instant.EPOCH);
            }
        };
    }

    static ObjectStore failingToCloseTwice(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            private final AtomicBoolean closed = new AtomicBoolean();

            @Override
            public void close() {
                if (closed.getAndSet(true)) {
                    throw new IllegalStateException("this store is closed");
                }
                super.close();
            }
        };
    }
}
