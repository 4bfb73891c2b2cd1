package io.mlplatform.s3;

import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Every call that a store has, once: for tests of failures that none of them escapes. */
final class StoreCalls {

    private static final ObjectKey KEY = ObjectKey.of("data/model.bin");

    static final List<Consumer<ObjectStore>> ALL = List.of(
            store -> store.head(KEY),
            StoreCalls::read,
            store -> store.put(KEY, Content.of("x"), PutCondition.ifAbsent()),
            store -> store.put(KEY, Content.of("x"), PutCondition.ifMatch("tag")),
            store -> store.put(KEY, Content.of(new byte[PartSize.BYTES + 1]), PutCondition.ifAbsent()),
            store -> store.list("", "", Delimiter.NONE, 10),
            store -> store.delete(List.of(KEY)));

    private StoreCalls() {}

    private static void read(ObjectStore store) {
        try {
            store.get(KEY, ByteRange.ALL, GetCondition.always()).close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
