package io.mlplatform.testkit.broken;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.AlreadyExistsException;
import io.mlplatform.internal.Utf8;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.text.Normalizer;

/** Stores that change keys, or take too few. */
final class BrokenKeys {

    private BrokenKeys() {}

    private static final int SHORT_BYTES = 1_000;

    static ObjectStore decodingPlus(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
                return super.put(ObjectKey.of(key.value().replace('+', ' ')), content, condition);
            }
        };
    }

    static ObjectStore refusingTheLong(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
                if (Utf8.length(key.value()) > SHORT_BYTES) {
                    throw new AccessDeniedException(location(), "this twin takes short keys only");
                }
                return super.put(key, content, condition);
            }
        };
    }

    static ObjectStore composing(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
                return super.put(
                        ObjectKey.of(Normalizer.normalize(key.value(), Normalizer.Form.NFC)), content, condition);
            }
        };
    }

    static ObjectStore refusingObjectsBesideFolders(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
                if (!list(key + "/", "", Delimiter.NONE, 1).objects().isEmpty()) {
                    throw new AlreadyExistsException(location() + "/" + key, "a folder of that name is there");
                }
                return super.put(key, content, condition);
            }
        };
    }
}
