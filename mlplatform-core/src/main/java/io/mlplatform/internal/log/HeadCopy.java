package io.mlplatform.internal.log;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * A run's copy of its newest entry, as it was found: a hint that may lag behind the log or be missing, and whose last
 * writing is a sign of life.
 *
 * @param head empty where there is no readable copy
 * @param info of the copy's object, damaged or not
 * @param content of the copy, empty where there is none
 * @param date the store's clock when it answered
 */
public record HeadCopy(Optional<Head> head, Optional<ObjectInfo> info, Content content, Instant date) {

    private static final HeadCopy NONE =
            new HeadCopy(Optional.empty(), Optional.empty(), Content.of(new byte[0]), Instant.EPOCH);

    /** Reads it: one GET. */
    public static HeadCopy read(ZoneRoot root, EntityName entity) {
        ObjectKey key = root.keys(entity).headCopy();
        String resource = root.store().location() + "/" + key;
        try (GetOutcome outcome = root.store().get(key, ByteRange.ALL, GetCondition.always())) {
            if (!(outcome instanceof GetOutcome.Found found)) {
                return new HeadCopy(NONE.head, NONE.info, NONE.content, outcome.date());
            }
            byte[] bytes = found.body().readNBytes(SlotLog.MAX_ENTRY_BYTES);
            return new HeadCopy(decode(bytes, resource), Optional.of(found.info()), Content.of(bytes), outcome.date());
        } catch (IOException e) {
            throw new StorageUnavailableException(resource, "could not be read: call again", e);
        }
    }

    /** Writes the same bytes once more, unless a newer copy came meanwhile: that is a sign of life as well. */
    public void touch(ZoneRoot root) {
        info.ifPresent(found -> root.store()
                .put(
                        found.key(),
                        content,
                        root.store().capabilities().putIfMatch()
                                ? PutCondition.ifMatch(found.etag())
                                : PutCondition.always()));
    }

    private static Optional<Head> decode(byte[] bytes, String resource) {
        try {
            return Optional.of(new Head(LogEntry.decode(bytes, resource), Digest.of(bytes)));
        } catch (DataCorruptException e) {
            // A hint that cannot be read is none: the log tells.
            return Optional.empty();
        }
    }
}
