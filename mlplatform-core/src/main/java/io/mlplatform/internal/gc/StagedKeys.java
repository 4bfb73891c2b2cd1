package io.mlplatform.internal.gc;

import io.mlplatform.internal.Ulids;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.StoreLocation;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * All that publishes staged under an entity, transaction by transaction: two listings in order, merged, of which a page each
 * is held. What lies there under another form of key is passed over. Not thread-safe.
 */
final class StagedKeys implements Iterator<StagedKey> {

    private final Folder data;
    private final Folder manifests;

    StagedKeys(StoreLocation data, StoreLocation manifests) {
        this.data = new Folder(data);
        this.manifests = new Folder(manifests);
    }

    @Override
    public boolean hasNext() {
        return data.first().isPresent() || manifests.first().isPresent();
    }

    @Override
    public StagedKey next() {
        Optional<StagedKey> one = data.first();
        Optional<StagedKey> other = manifests.first();
        if (one.isEmpty() && other.isEmpty()) {
            throw new NoSuchElementException("all were seen");
        }
        boolean first = other.isEmpty()
                || one.isPresent() && one.get().txn().compareTo(other.get().txn()) <= 0;
        return (first ? data : manifests).take();
    }

    private static final class Folder {

        private static final int TXN_CHARS = 26;

        private final StoreLocation place;
        private final ListedKeys keys;
        private Optional<StagedKey> first = Optional.empty();

        Folder(StoreLocation place) {
            this.place = place;
            this.keys = new ListedKeys(place);
        }

        Optional<StagedKey> first() {
            while (first.isEmpty() && keys.hasNext()) {
                first = staged(keys.next());
            }
            return first;
        }

        StagedKey take() {
            StagedKey taken = first.orElseThrow();
            first = Optional.empty();
            return taken;
        }

        private Optional<StagedKey> staged(ObjectInfo object) {
            String below = object.key().value().substring(place.prefix().length());
            boolean formed = below.length() > TXN_CHARS + 1
                    && below.charAt(TXN_CHARS) == '/'
                    && Ulids.isUlid(below.substring(0, TXN_CHARS));
            return formed ? Optional.of(new StagedKey(below.substring(0, TXN_CHARS), object)) : Optional.empty();
        }
    }
}
