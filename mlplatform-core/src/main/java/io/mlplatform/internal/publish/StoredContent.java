package io.mlplatform.internal.publish;

import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an object in a store, as content for another key or another store. */
record StoredContent(ObjectStore store, ObjectKey key, long length) implements Content {

    @Override
    public InputStream open() throws IOException {
        GetOutcome outcome = store.get(key, ByteRange.ALL, GetCondition.always());
        if (!(outcome instanceof GetOutcome.Found found)) {
            throw new IOException(store.location() + "/" + key + " is gone");
        }
        return found.body();
    }
}
