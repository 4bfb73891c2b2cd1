package io.mlplatform.internal.gc;

import io.mlplatform.collection.Pile;
import io.mlplatform.collection.Why;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts objects by reason. Not thread-safe. */
final class Tally {

    private final Map<Why, Pile> piles = new TreeMap<>();

    void add(Why why, long transactions, long objects, long bytes) {
        piles.merge(
                why,
                new Pile(why, transactions, objects, bytes),
                (one, other) -> new Pile(
                        why,
                        one.transactions() + other.transactions(),
                        one.objects() + other.objects(),
                        one.bytes() + other.bytes()));
    }

    List<Pile> piles() {
        return List.copyOf(piles.values());
    }
}
