package io.mlplatform.internal.publish;

import io.mlplatform.EntityName;
import io.mlplatform.internal.log.HeadCopy;
import io.mlplatform.store.ObjectInfo;
import java.time.Instant;
import java.util.Optional;

/**
 * An entity as the copy of its newest entry tells it.
 *
 * @param now empty where there is no readable copy: ask the log
 */
public record SeenHead(EntityName entity, Optional<EntityNow> now, HeadCopy copy) {

    /** When the copy was last written, by the store's clock. */
    public Optional<Instant> written() {
        return copy.info().map(ObjectInfo::lastModified);
    }

    /** The store's clock when it answered. */
    public Instant date() {
        return copy.date();
    }
}
