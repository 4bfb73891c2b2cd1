package io.mlplatform.internal.gc;

import io.mlplatform.internal.Keys;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.StoreLocation;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What is derived from versions that are dead: indexes and exports. */
final class DerivedKeys {

    private DerivedKeys() {}

    /** In order of key; listed while it is gone through. */
    static Iterator<ObjectInfo> ofDead(Keys keys, Liveness liveness) {
        return Stream.of(keys.versions(), keys.exports())
                .flatMap(folder -> ofDead(folder, liveness))
                .iterator();
    }

    private static Stream<ObjectInfo> ofDead(StoreLocation folder, Liveness liveness) {
        if (liveness.state().retired().isEmpty()) {
            return Stream.empty();
        }
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(new ListedKeys(folder), Spliterator.ORDERED), false)
                .filter(object -> isOfDead(Keys.versionOf(folder, object.key()), liveness));
    }

    private static boolean isOfDead(long version, Liveness liveness) {
        return version > 0 && liveness.isDead(version);
    }
}
