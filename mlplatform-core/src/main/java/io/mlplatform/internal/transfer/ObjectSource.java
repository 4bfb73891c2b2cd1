package io.mlplatform.internal.transfer;

import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;

/** Where downloads take bytes from. All repetition of one request happens behind it. Thread-safe. */
@FunctionalInterface
public interface ObjectSource {

    /**
     * Hands the bytes of a range to the receiver.
     *
     * @return as {@link io.mlplatform.store.ObjectStore#get}, with no bytes left in a body
     */
    GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition, BodyReceiver receiver) throws Exception;
}
