package io.mlplatform.internal.transfer;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import java.io.IOException;
import java.security.MessageDigest;

/** Whether an object that stands in an upload's way has the upload's bytes: a lost answer leaves our own there. */
public final class SameBytes {

    private SameBytes() {}

    /** Fails unless it has the content's bytes. */
    public static void require(ObjectKey key, HashedContent content, String resource, ObjectSource source)
            throws Exception {
        MessageDigest hash = Digest.sha256();
        GetOutcome outcome;
        try {
            outcome = source.get(key, ByteRange.ALL, GetCondition.always(), info -> {
                hash.reset();
                return hash::update;
            });
        } catch (IOException e) {
            throw new StorageUnavailableException(resource, "the object could not be read back", e);
        }
        boolean same = outcome instanceof GetOutcome.Found found
                && found.info().size() == content.length()
                && Digest.finish(hash).equals(content.sha256());
        if (!same) {
            throw new AlreadyExistsException(
                    resource,
                    "an object with other bytes is there and was not replaced: publish again, under a new transaction");
        }
    }
}
