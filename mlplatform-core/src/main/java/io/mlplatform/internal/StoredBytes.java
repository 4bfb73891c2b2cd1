package io.mlplatform.internal;

import io.mlplatform.DataCorruptException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * A small object in memory, with the store's time of the answer.
 *
 * @param bytes empty where the object is absent
 * @param etag for a put if-match; empty where the object is absent
 */
public record StoredBytes(Optional<byte[]> bytes, Optional<String> etag, Instant date) {

    /** Reads a whole object; one of more than {@code limit} bytes is corrupt, and is not read into memory. */
    public static StoredBytes read(ObjectStore store, ObjectKey key, int limit) {
        try (GetOutcome outcome = store.get(key, ByteRange.ALL, GetCondition.always())) {
            if (!(outcome instanceof GetOutcome.Found found)) {
                return new StoredBytes(Optional.empty(), Optional.empty(), outcome.date());
            }
            byte[] bytes = found.body().readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new DataCorruptException(
                        store.location() + "/" + key,
                        "has more than " + limit + " bytes, which the format does not allow here: restore it");
            }
            if (bytes.length != found.info().size()) {
                throw new StorageUnavailableException(
                        store.location() + "/" + key,
                        "ended after " + bytes.length + " of " + found.info().size() + " bytes: call again");
            }
            return new StoredBytes(Optional.of(bytes), Optional.of(found.info().etag()), outcome.date());
        } catch (IOException e) {
            throw new StorageUnavailableException(store.location() + "/" + key, "could not be read: call again", e);
        }
    }
}
