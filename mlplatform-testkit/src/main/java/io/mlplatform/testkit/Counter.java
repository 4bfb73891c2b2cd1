package io.mlplatform.testkit;

import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An object that counts: one line an increment, as it was read at some moment. */
record Counter(ObjectStore store, ObjectKey key, String lines, String etag) {

    static Counter read(ObjectStore store, ObjectKey key) throws IOException {
        try (GetOutcome outcome = store.get(key, ByteRange.ALL, GetCondition.always())) {
            GetOutcome.Found found = Sample.found(outcome);
            return new Counter(
                    store,
                    key,
                    new String(found.body().readAllBytes(), StandardCharsets.UTF_8),
                    found.info().etag());
        }
    }

    /**
     * True once the line is there. That is looked for first, whatever the store answered before: a repeated request may
     * report its own effect as a condition not met.
     */
    boolean add(String line) {
        if (lines.contains(line)) {
            return true;
        }
        try {
            PutOutcome outcome = store.put(key, Content.of(lines + line), PutCondition.ifMatch(etag));
            return outcome instanceof PutOutcome.Stored;
        } catch (StorageUnavailableException unanswered) {
            return false;
        }
    }
}
