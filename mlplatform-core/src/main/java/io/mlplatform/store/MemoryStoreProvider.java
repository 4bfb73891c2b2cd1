package io.mlplatform.store;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** Opens a store in the heap, an empty one each time. Public only because ServiceLoader asks for it. */
public final class MemoryStoreProvider implements StoreProvider {

    @Override
    public String scheme() {
        return "mem";
    }

    /** {@code location} is {@code mem:/}, as a URI needs something behind the colon. */
    @Override
    public StoreLocation open(URI location) {
        if (!location.getSchemeSpecificPart().replace("/", "").isEmpty()) {
            throw new IllegalArgumentException("a memory store has no name or path, write mem: alone: " + location);
        }
        return new StoreLocation(new MemoryStore(Clock.systemUTC()), "");
    }

    @Override
    public StoreLocation open(URI location, StoreLocation beside, Optional<String> account) {
        return open(location);
    }

    @Override
    public StoreLocation ownedBy(StoreLocation opened, String account) {
        return opened;
    }
}
