package io.mlplatform.internal.gc;

import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Listing;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.StoreLocation;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** All objects below a place in order of key, a page of them held at a time. Not thread-safe. */
final class ListedKeys implements Iterator<ObjectInfo> {

    private static final int PAGE = 1_000;

    private final StoreLocation place;
    private Iterator<ObjectInfo> page = Collections.emptyIterator();
    private Optional<String> after = Optional.of("");

    ListedKeys(StoreLocation place) {
        this.place = place;
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && after.isPresent()) {
            Listing listing = place.store().list(place.prefix(), after.get(), Delimiter.NONE, PAGE);
            page = listing.objects().iterator();
            after = listing.next();
        }
        return page.hasNext();
    }

    @Override
    public ObjectInfo next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all keys were listed");
        }
        return page.next();
    }
}
