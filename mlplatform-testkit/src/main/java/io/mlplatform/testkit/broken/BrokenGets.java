package io.mlplatform.testkit.broken;

import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.util.Optional;

/** Reads that yield what was not asked for. */
final class BrokenGets {

    private BrokenGets() {}

    static ObjectStore inclusive(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition) {
                boolean open = range.length() == Long.MAX_VALUE;
                return super.get(key, open ? range : ByteRange.of(range.offset(), range.length() + 1), condition);
            }
        };
    }

    static ObjectStore ignoringIfMatch(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition) {
                return super.get(key, range, GetCondition.always());
            }
        };
    }

    static ObjectStore takingFoldersForObjects(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public Optional<ObjectInfo> head(ObjectKey key) {
                return super.head(key).or(() -> list(key + "/", "", Delimiter.NONE, 1).objects().stream()
                        .findFirst()
                        .map(below -> new ObjectInfo(key, 0, below.etag(), below.lastModified())));
            }
        };
    }
}
