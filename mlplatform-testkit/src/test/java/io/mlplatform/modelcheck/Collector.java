package io.mlplatform.modelcheck;

import io.mlplatform.modelcheck.Layout.ObjectSet;

/**
 * Collects once: plans at a head, lists, condemns, sweeps key by key, and says so. Or, where it finds a condemnation that
 * was not swept, it goes on with that one.
 */
final class Collector extends Appender {

    private static final int PLANNED_AT = 3;
    private static final int TXNS = 4;
    private static final int DEAD = 5;

    Collector(int self, String name) {
        super(self, name);
    }

    @Override
    public void steps(World world, Steps out) {
        switch (world.stage(self())) {
            case BEGIN -> {
                plan(world, out);
                resume(world, out);
            }
            case LIST -> list(world, out);
            case CONDEMN, SWEPT -> append(world, Log.ENTITY, out);
            case SWEEP -> sweep(world, out);
            default -> {}
        }
    }

    private void plan(World world, Steps out) {
        int head = world.next(Log.ENTITY) - 1;
        World next = world.copy();
        next.local(self(), PLANNED_AT, head);
        next.stage(self(), Stage.LIST);
        out.add(next, () -> name() + " plans at entry " + head);
    }

    private void resume(World world, Steps out) {
        int txns = History.now(world).unswept();
        if (txns != 0) {
            World next = world.copy();
            next.local(self(), TXNS, txns);
            next.stage(self(), Stage.SWEEP);
            out.add(next, () -> name() + " goes on with the sweep of " + Entry.numbers("txn ", txns));
        }
    }

    // Listed later than the head was read: what comes in between is no part of the plan's state.
    private void list(World world, Steps out) {
        int live = new History(world, world.local(self(), PLANNED_AT)).liveObjects();
        int there = world.objects(ObjectSet.PRESENT);
        int txns = 0;
        int dead = 0;
        for (int txn = 0; txn < Layout.TXNS; txn++) {
            int own = Place.objectsOfTxns(1 << txn);
            if ((there & own) != 0 && (live & own) == 0) {
                txns |= 1 << txn;
            } else {
                dead |= there & own & ~live;
            }
        }
        World next = world.copy();
        next.local(self(), TXNS, txns);
        next.wide(self(), DEAD, dead);
        next.stage(self(), txns == 0 ? Stage.SWEEP : Stage.CONDEMN);
        if (txns == 0 && dead == 0) {
            end(next, Stage.DONE);
        }
        int chosen = txns;
        out.add(next, () -> name() + " lists, and finds nothing live of " + Entry.numbers("txn ", chosen));
    }

    @Override
    void decide(World next, int head) {
        if (next.stage(self()) == Stage.SWEPT) {
            propose(next, head);
            return;
        }
        int raced = new History(next, head).committedAfter(next.local(self(), PLANNED_AT));
        if (next.keeps(Rule.RACED_TXNS_ARE_STRUCK)) {
            next.local(self(), TXNS, next.local(self(), TXNS) & ~raced);
        }
        if (next.local(self(), TXNS) == 0) {
            sweeping(next);
        } else {
            propose(next, head);
        }
    }

    @Override
    Entry entry(World world) {
        return world.stage(self()) == Stage.SWEPT
                ? Entry.of(EntryType.SWEPT, by(), 0)
                : Entry.of(EntryType.CONDEMN, by(), world.local(self(), TXNS));
    }

    @Override
    void won(World next, int slot) {
        if (next.stage(self()) == Stage.SWEPT) {
            end(next, Stage.DONE);
        } else {
            sweeping(next);
        }
    }

    @Override
    void abandoned(World next) {
        end(next, Stage.FAILED);
    }

    private void sweeping(World next) {
        int txns = next.local(self(), TXNS);
        int dead = next.wide(self(), DEAD);
        end(next, Stage.SWEEP);
        next.local(self(), TXNS, txns);
        next.wide(self(), DEAD, dead);
    }

    // In the order of keys: another order breaks nothing that this one does not break some steps later.
    private void sweep(World world, Steps out) {
        int condemned = Place.objectsOfTxns(world.local(self(), TXNS));
        int todo = world.objects(ObjectSet.PRESENT) & (condemned | world.wide(self(), DEAD));
        if (todo == 0) {
            World next = world.copy();
            end(next, Stage.SWEPT);
            out.add(next, () -> name() + " finds no more keys to sweep");
        }
        if (todo != 0) {
            World next = world.copy();
            int object = Integer.numberOfTrailingZeros(todo);
            next.delete(object);
            out.add(next, () -> name() + " deletes " + Place.object(object));
        }
        if (!world.keeps(Rule.LOG_KEYS_ARE_KEPT)) {
            deleteEntries(world, out);
        }
    }

    // Each entry has the whole state, so those before the head seem to be of no use.
    private void deleteEntries(World world, Steps out) {
        History history = History.now(world);
        for (int version = 1; version <= history.latest(); version++) {
            if (!history.isLive(version)) {
                World next = world.copy();
                int slot = history.slotOf(version);
                next.empty(slot);
                out.add(next, () -> name() + " deletes entry " + slot + " of a dead version");
            }
        }
    }
}
