package io.mlplatform.testkit.broken;

import io.mlplatform.store.ObjectKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where a request waits for a second one on its key, so that the two overlap; but not for ever, as none may come. */
final class Meeting {

    private final long patienceMillis;
    private final Map<ObjectKey, CountDownLatch> waiting = new ConcurrentHashMap<>();

    /** @param patienceMillis for a second request */
    Meeting(long patienceMillis) {
        this.patienceMillis = patienceMillis;
    }

    /** Returns when another request on {@code key} arrives, or at once if one is waiting. */
    void await(ObjectKey key) {
        CountDownLatch mine = new CountDownLatch(1);
        CountDownLatch first = waiting.putIfAbsent(key, mine);
        if (first != null) {
            first.countDown();
            return;
        }
        try {
            if (!mine.await(patienceMillis, TimeUnit.MILLISECONDS)) {
                mine.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.remove(key, mine);
        }
    }

    /** Lets a waiting request go on. */
    void pass(ObjectKey key) {
        CountDownLatch first = waiting.get(key);
        if (first != null) {
            first.countDown();
        }
    }
}
