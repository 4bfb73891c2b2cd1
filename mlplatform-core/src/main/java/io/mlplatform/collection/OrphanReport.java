package io.mlplatform.collection;

import java.util.List;

/**
 * Objects below a zone's root that belong to no entity with a log. Collection never deletes them, as nothing fences off
 * whoever may still be writing them: look at them, and delete them by hand.
 *
 * @param place where it looked
 * @param bytes their sizes together
 * @param first the keys of the first thousand, in order
 */
public record OrphanReport(String place, long objects, long bytes, List<String> first) {

    public OrphanReport {
        first = List.copyOf(first);
    }

    @Override
    public String toString() {
        return place + ": " + objects + " objects of no entity, " + bytes + " bytes"
                + (first.isEmpty() ? "" : ", from " + first.get(0) + " on");
    }
}
