package io.mlplatform.testkit;

import io.mlplatform.store.ObjectStore;
import java.time.Instant;
import java.util.Set;

/** What the contract needs to know of the backend it runs on. */
public interface StoreFixture {

    /** A fresh, empty store; the contract closes it. */
    ObjectStore newStore();

    /**
     * The rules that this backend is known to break. They are not skipped: their tests fail when the rule holds after
     * all, so that a fix is noticed.
     */
    default Set<Rule> brokenRules() {
        return Set.of();
    }

    /** A size that goes over in several parts, if the backend knows parts. */
    default int largeObjectBytes() {
        return 20 << 20;
    }

    /** The store's clock as the test knows it; the store's own may differ by an hour. */
    default Instant now() {
        return Instant.now();
    }
}
