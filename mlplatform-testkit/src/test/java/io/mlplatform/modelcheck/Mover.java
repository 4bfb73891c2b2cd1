package io.mlplatform.modelcheck;

import java.util.Optional;

/** Moves the protected alias: reads its head, pins the version, puts the next alias entry, and takes old pins away. */
final class Mover extends Appender {

    private static final int ALIAS_HEAD = 3;
    private static final int PIN = 4;
    private static final int OUTDATED = 5;
    private static final int HAS_LOST = 7;

    /** Where the move stands, of one that is done. */
    private static final int SETTLED = 3;

    private final int version;

    Mover(int self, String name, int version) {
        super(self, name);
        this.version = version;
    }

    @Override
    public void steps(World world, Steps out) {
        switch (world.stage(self())) {
            case BEGIN -> begin(world, out);
            case PIN, UNPIN -> append(world, Log.ENTITY, out);
            case MOVE -> append(world, Log.ALIAS, out);
            case UNKNOWN -> unpinUnsettled(world, out);
            default -> {}
        }
    }

    private void begin(World world, Steps out) {
        int head = world.next(Log.ALIAS) - 1;
        if (head + 1 == world.count(Log.ALIAS)) {
            return;
        }
        World next = world.copy();
        next.local(self(), ALIAS_HEAD, head);
        if (world.keeps(Rule.ALIAS_IS_PINNED_FIRST)) {
            next.stage(self(), Stage.PIN);
        } else {
            move(next);
        }
        out.add(next, () -> name() + " reads the alias up to entry " + head);
    }

    private void move(World next) {
        next.stage(self(), Stage.MOVE);
        propose(next, next.local(self(), ALIAS_HEAD));
    }

    @Override
    void decide(World next, int head) {
        History history = new History(next, head);
        if (next.stage(self()) == Stage.UNPIN) {
            int pins = toRelease(next) & history.aliasPins();
            if (pins == 0) {
                finish(next);
            } else {
                propose(next, head);
            }
        } else if (version > history.latest() || history.isRetired(version)) {
            end(next, Stage.FAILED);
        } else {
            propose(next, head);
        }
    }

    private int toRelease(World world) {
        return world.local(self(), OUTDATED) | world.local(self(), OUTDATED + 1) << 8;
    }

    @Override
    Entry entry(World world) {
        return switch (world.stage(self())) {
            case PIN -> Entry.of(EntryType.PIN, by(), version, 1);
            case MOVE -> Entry.of(EntryType.MOVE, by(), version, world.local(self(), PIN));
            default -> {
                int pins = toRelease(world) & new History(world, world.local(self(), SLOT) - 1).aliasPins();
                yield Entry.of(EntryType.UNPIN, by(), pins & 0xFF, pins >>> 8);
            }
        };
    }

    @Override
    void won(World next, int slot) {
        switch (next.stage(self())) {
            case PIN -> {
                next.local(self(), PIN, slot);
                move(next);
            }
            case MOVE -> {
                // Whoever pinned before this move read the alias before it too, and has lost.
                int pin = next.local(self(), PIN);
                int shown =
                        next.keeps(Rule.ALIAS_IS_PINNED_FIRST) ? new History(next, pin).aliasPins() & ~(1 << pin) : 0;
                unpin(next, shown);
                next.local(self(), ALIAS_HEAD, slot);
            }
            default -> finish(next);
        }
    }

    private void unpin(World next, int pins) {
        next.stage(self(), Stage.UNPIN);
        next.local(self(), STEP, READ);
        next.local(self(), SLOT, 0);
        next.local(self(), OUTDATED, pins & 0xFF);
        next.local(self(), OUTDATED + 1, pins >>> 8);
    }

    private void finish(World next) {
        int slot = next.local(self(), SETTLED);
        boolean failed = next.local(self(), HAS_LOST) == 1;
        end(next, failed ? Stage.FAILED : Stage.DONE);
        next.local(self(), SETTLED, failed ? 0 : slot);
    }

    @Override
    void lost(World next) {
        if (next.stage(self()) == Stage.MOVE) {
            next.local(self(), HAS_LOST, 1);
            unpin(next, 1 << next.local(self(), PIN));
        } else {
            super.lost(next);
        }
    }

    @Override
    void abandoned(World next) {
        lost(next);
    }

    @Override
    boolean givesUp() {
        return true;
    }

    // What it was about to do stays known, as its entry's bytes are in the journal.
    @Override
    void unknown(World next) {
        if (next.stage(self()) == Stage.MOVE) {
            int pin = next.local(self(), PIN);
            end(next, Stage.UNKNOWN);
            next.local(self(), PIN, pin);
        } else {
            end(next, Stage.UNKNOWN);
        }
    }

    private void unpinUnsettled(World world, Steps out) {
        if (!world.keeps(Rule.UNKNOWN_MOVE_KEEPS_ITS_PIN) && world.local(self(), PIN) != 0) {
            World next = world.copy();
            next.local(self(), HAS_LOST, 1);
            unpin(next, 1 << world.local(self(), PIN));
            out.add(next, () -> name() + " takes its pin away although its move is unsettled");
        }
    }

    @Override
    public Optional<Invariant> broken(World world) {
        Stage stage = world.stage(self());
        if (stage == Stage.DONE) {
            boolean stands =
                    world.entry(Log.ALIAS, world.local(self(), SETTLED)).by() == by();
            return stands ? Optional.empty() : Optional.of(Invariant.ACKNOWLEDGED_STANDS);
        }
        return stage == Stage.FAILED && appears(world) ? Optional.of(Invariant.FAILED_NEVER_APPEARS) : Optional.empty();
    }

    private boolean appears(World world) {
        for (int slot = 0; slot < world.next(Log.ALIAS); slot++) {
            if (world.entry(Log.ALIAS, slot).by() == by()) {
                return true;
            }
        }
        return false;
    }
}
