package io.mlplatform.store;

import io.mlplatform.ConflictException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The bytes of an object in a store, as content for another key or another store. A store of the same kind may copy them
 * without moving them through this process; to any other they are content as any.
 *
 * @param store borrowed; not closed before the content was used
 * @param length of the object, in bytes
 * @param etag of the object that is meant: one with another tag is neither read nor copied; empty for whatever is there
 */
public record StoredContent(ObjectStore store, ObjectKey key, long length, Optional<String> etag) implements Content {

    public StoredContent(ObjectStore store, ObjectKey key, long length) {
        this(store, key, length, Optional.empty());
    }

    @Override
    public InputStream open() throws IOException {
        GetCondition condition = etag.map(GetCondition::ifMatch).orElseGet(GetCondition::always);
        GetOutcome outcome = store.get(key, ByteRange.ALL, condition);
        if (outcome instanceof GetOutcome.ConditionNotMet) {
            throw new ConflictException(
                    store.location() + "/" + key,
                    "was replaced since it was listed: draft again from what is there now");
        }
        if (!(outcome instanceof GetOutcome.Found found)) {
            throw new IOException(store.location() + "/" + key + " is gone");
        }
        return found.body();
    }
}
