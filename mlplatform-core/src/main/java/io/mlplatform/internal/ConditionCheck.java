package io.mlplatform.internal;

import io.mlplatform.MlPlatformException;
import io.mlplatform.UnsupportedStoreException;
import io.mlplatform.store.Capabilities;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks in use that a store honours put-if-absent: after the first append of a process in a zone, the same put once
 * more. Stored again means that conditions are ignored there, and every later write is refused. Thread-safe.
 */
public final class ConditionCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ConditionCheck.class);

    private enum Finding {
        UNCHECKED,
        CHECKED,
        IGNORED
    }

    private final AtomicReference<Finding> finding = new AtomicReference<>(Finding.UNCHECKED);

    /** Refuses a store that promises no conditional puts, or was found to ignore them. */
    public void requireSupported(ObjectStore store) {
        Capabilities capabilities = store.capabilities();
        if (!capabilities.putIfAbsent() || !capabilities.orderedListing()) {
            throw refused(store, "has no conditional puts or no ordered listings");
        }
        if (finding.get() == Finding.IGNORED) {
            throw refused(store, "ignores If-None-Match: two writers would overwrite each other");
        }
    }

    /** True while the store's promise has not been seen to hold. */
    public boolean isPending() {
        return finding.get() == Finding.UNCHECKED;
    }

    /** Repeats a put that has just succeeded; nothing changes in the store whatever comes of it. */
    public void repeat(ObjectStore store, ObjectKey key, byte[] bytes) {
        try {
            PutOutcome outcome = store.put(key, Content.of(bytes), PutCondition.ifAbsent());
            if (outcome instanceof PutOutcome.Stored) {
                finding.set(Finding.IGNORED);
            } else {
                // Of several writers that check at once, one may have seen the condition ignored, and that stands.
                finding.compareAndSet(Finding.UNCHECKED, Finding.CHECKED);
            }
        } catch (MlPlatformException e) {
            LOG.debug("conditional puts stay unchecked on {}", store.location(), e);
            return;
        }
        if (finding.get() == Finding.IGNORED) {
            throw refused(store, "ignored If-None-Match on " + key + ": two writers would overwrite each other");
        }
    }

    private static UnsupportedStoreException refused(ObjectStore store, String why) {
        return new UnsupportedStoreException(
                store.location(),
                "the store " + why
                        + "; nothing more is written there. Use a store with conditional writes (S3 has them; "
                        + "on Ceph RGW switch bucket versioning off), see docs/compatibility.md");
    }
}
