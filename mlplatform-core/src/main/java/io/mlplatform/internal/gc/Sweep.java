package io.mlplatform.internal.gc;

import io.mlplatform.collection.Pile;
import io.mlplatform.collection.Why;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.ReadAhead;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Deletes what is garbage, in pages of a thousand keys, some at a time while the next are listed. For one thread. */
final class Sweep {

    private static final int PAGE = 1_000;

    private final ObjectStore store;
    private final Keys keys;
    private final Context context;
    private final Liveness liveness;
    private final Garbage garbage;
    private final Tally tally = new Tally();
    private String txn = "";

    Sweep(ObjectStore store, Keys keys, Context context, Liveness liveness) {
        this.store = store;
        this.keys = keys;
        this.context = context;
        this.liveness = liveness;
        this.garbage = new Garbage(liveness);
    }

    /** What was deleted: first what publishes staged, then what was derived from their versions. */
    List<Pile> run() {
        StagedKeys staged = new StagedKeys(keys.data(), keys.manifests());
        deleteAll(() -> staged(staged));
        Iterator<ObjectInfo> derived = DerivedKeys.ofDead(keys, liveness);
        deleteAll(() -> derived.hasNext() ? Optional.of(derived(derived.next())) : Optional.empty());
        return tally.piles();
    }

    private Optional<ObjectKey> staged(StagedKeys staged) {
        while (staged.hasNext()) {
            StagedKey key = staged.next();
            Optional<Why> why = garbage.why(key);
            if (why.isPresent()) {
                tally.add(
                        why.get(),
                        key.txn().equals(txn) ? 0 : 1,
                        1,
                        key.object().size());
                txn = key.txn();
                return Optional.of(key.object().key());
            }
        }
        return Optional.empty();
    }

    private ObjectKey derived(ObjectInfo object) {
        tally.add(Why.DERIVED, 0, 1, object.size());
        return object.key();
    }

    private void deleteAll(Dead dead) {
        new ReadAhead<>(
                        context.executor(),
                        store.location(),
                        new Pages(dead),
                        context.settings().parallelism())
                .forEachRemaining(deleted -> {});
    }

    /** Where the keys come from. */
    private interface Dead {
        /** The next key, empty behind the last. */
        Optional<ObjectKey> next();
    }

    private final class Pages implements Iterator<Callable<Integer>> {

        private final Dead dead;
        private List<ObjectKey> page = List.of();
        private boolean ended;

        Pages(Dead dead) {
            this.dead = dead;
        }

        @Override
        public boolean hasNext() {
            if (page.isEmpty() && !ended) {
                page = read();
            }
            return !page.isEmpty();
        }

        @Override
        public Callable<Integer> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("all pages were handed out");
            }
            List<ObjectKey> deleted = page;
            page = List.of();
            return () -> {
                store.delete(deleted);
                return deleted.size();
            };
        }

        private List<ObjectKey> read() {
            List<ObjectKey> keysOfPage = new ArrayList<>();
            while (keysOfPage.size() < PAGE && !ended) {
                Optional<ObjectKey> next = dead.next();
                next.ifPresent(keysOfPage::add);
                ended = next.isEmpty();
            }
            return keysOfPage;
        }
    }
}
