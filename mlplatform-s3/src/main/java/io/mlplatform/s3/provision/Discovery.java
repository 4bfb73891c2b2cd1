package io.mlplatform.s3.provision;

import io.mlplatform.internal.Keys;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.StoreLocation;
import java.util.Optional;

/**
 * Where to look for something that can be read.
 *
 * @param root of the zone
 * @param scope how the names of the entities begin
 * @param folder where below the entity; empty for anywhere
 */
record Discovery(StoreLocation root, String scope, String folder) {

    /** The prefix that tells which entities there are. */
    String markers() {
        return Keys.entities(root, scope);
    }

    /** The prefix of the entity whose marker this is. */
    Optional<String> entity(String marker) {
        return Keys.entityOf(root, ObjectKey.of(marker))
                .map(entity -> root.below(entity.value()).prefix());
    }
}
