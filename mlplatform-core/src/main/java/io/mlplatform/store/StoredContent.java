package io.mlplatform.store;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of an object in a store, as content for another key or another store. A store of the same kind may copy them
 * without moving them through this process; to any other they are content as any.
 *
 * @param store borrowed; not closed before the content was used
 * @param length of the object, in bytes
 */
public record StoredContent(ObjectStore store, ObjectKey key, long length) implements Content {

    @Override
    public InputStream open() throws IOException {
        GetOutcome outcome = store.get(key, ByteRange.ALL, GetCondition.always());
        if (!(outcome instanceof GetOutcome.Found found)) {
            throw new IOException(store.location() + "/" + key + " is gone");
        }
        return found.body();
    }
}
