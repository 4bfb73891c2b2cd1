package io.mlplatform.modelcheck;

import io.mlplatform.modelcheck.Layout.Environment;
import io.mlplatform.modelcheck.Layout.ObjectSet;

/** What happens by itself: requests under way arrive, late duplicates too, and a retired version's grace passes. */
final class Surroundings {

    private Surroundings() {}

    static void steps(World world, Steps out) {
        for (int actor = 0; actor < world.model().layout().actors(); actor++) {
            arrive(world, actor, out);
        }
        if (world.left(Environment.LATE_ARRIVALS) > 0) {
            int present = world.objects(ObjectSet.PRESENT);
            late(world, ObjectSet.LATE_PUT, world.objects(ObjectSet.LATE_PUT) & ~present, out);
            late(world, ObjectSet.LATE_DELETE, world.objects(ObjectSet.LATE_DELETE) & present, out);
        }
        passGrace(world, out);
    }

    private static void arrive(World world, int actor, Steps out) {
        if (world.hasWire(actor)) {
            Entry entry = world.wire(actor);
            World next = world.copy();
            int slot = world.next(entry.log());
            next.fill(slot, entry);
            out.add(next, () -> "a put under way arrives: entry " + slot + " (" + entry + ") is stored");
        }
    }

    private static void late(World world, ObjectSet set, int objects, Steps out) {
        for (int object = 0; objects >>> object != 0; object++) {
            if ((objects >>> object & 1) == 1) {
                World next = world.copy();
                next.arriveLate(set, object);
                int late = object;
                out.add(next, () -> "a late duplicate arrives: " + set + " of " + Place.object(late));
            }
        }
    }

    private static void passGrace(World world, Steps out) {
        int begun = History.now(world).retired() & ~world.left(Environment.GRACE_OVER);
        for (int version = 1; begun >>> (version - 1) != 0; version++) {
            if ((begun & History.versionBit(version)) != 0) {
                World next = world.copy();
                next.left(Environment.GRACE_OVER, world.left(Environment.GRACE_OVER) | History.versionBit(version));
                int over = version;
                out.add(next, () -> "the grace of version " + over + " is over");
            }
        }
    }
}
