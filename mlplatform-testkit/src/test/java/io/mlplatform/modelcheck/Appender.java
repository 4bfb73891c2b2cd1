package io.mlplatform.modelcheck;

import io.mlplatform.modelcheck.Layout.Environment;

/** Whoever appends to a log: reads the head, puts the next slot if absent, and settles what becomes of it. */
abstract class Appender implements Role {

    static final int STEP = 1;

    /** The slot that the entry is for: that of the head plus one. */
    static final int SLOT = 2;

    static final int READ = 0;
    static final int SEND = 1;
    static final int WAIT = 2;

    private final int self;
    private final String name;

    Appender(int self, String name) {
        this.self = self;
        this.name = name;
    }

    final int self() {
        return self;
    }

    final int by() {
        return self + 1;
    }

    final String name() {
        return name;
    }

    /** Looks at a head, and decides: {@link #propose}, or an end. */
    abstract void decide(World next, int head);

    /** The entry for the slot that was proposed, the same bytes whenever it is made. */
    abstract Entry entry(World world);

    abstract void won(World next, int slot);

    abstract void abandoned(World next);

    /** Another's entry stands in the slot: the next head is looked at. */
    void lost(World next) {
        next.local(self, STEP, READ);
        next.local(self, SLOT, 0);
    }

    /** True where giving up without an answer tells the caller something. */
    boolean givesUp() {
        return false;
    }

    void unknown(World next) {}

    final void propose(World next, int head) {
        next.local(self, STEP, SEND);
        next.local(self, SLOT, head + 1);
    }

    final void append(World world, Log log, Steps out) {
        switch (world.local(self, STEP)) {
            case READ -> read(world, log, out);
            case SEND -> send(world, log, out);
            default -> {
                ask(world, log, out);
                send(world, log, out);
                giveUp(world, out);
            }
        }
    }

    private void read(World world, Log log, Steps out) {
        int head = world.next(log) - 1;
        if (head + 1 == world.count(log)) {
            return;
        }
        World next = world.copy();
        decide(next, head);
        out.add(next, () -> name + " reads the log up to entry " + head + ": " + told(next));
    }

    private void send(World world, Log log, Steps out) {
        int slot = world.local(self, SLOT);
        Entry entry = entry(world);
        String put = name + " puts entry " + slot + " (" + entry + ")";
        World next = world.copy();
        if (world.isFilled(log, slot)) {
            if (isOwn(world, log, slot, entry) && !world.keeps(Rule.OWN_PUT_IS_KNOWN_AGAIN)) {
                lost(next);
            } else {
                settle(next, log, slot, entry);
            }
            out.add(next, () -> put + ": 412; " + told(next));
            return;
        }
        next.fill(slot, entry);
        won(next, slot);
        out.add(next, () -> put + ": stored; " + told(next));
        if (world.left(Environment.FAULTS) > 0) {
            World unanswered = faulty(world);
            unanswered.fill(slot, entry);
            out.add(unanswered, () -> put + ": stored, and the answer is lost");
            if (!world.hasWire(self)) {
                World underWay = faulty(world);
                underWay.wire(self, entry);
                out.add(underWay, () -> put + ": no answer, and the request is still under way");
            }
        }
    }

    private World faulty(World world) {
        World next = world.copy();
        next.left(Environment.FAULTS, world.left(Environment.FAULTS) - 1);
        next.local(self, STEP, WAIT);
        return next;
    }

    private void ask(World world, Log log, Steps out) {
        int slot = world.local(self, SLOT);
        if (world.isFilled(log, slot)) {
            World next = world.copy();
            settle(next, log, slot, entry(world));
            out.add(next, () -> name + " reads entry " + slot + " back: " + told(next));
        }
    }

    private void giveUp(World world, Steps out) {
        if (givesUp()) {
            World next = world.copy();
            unknown(next);
            out.add(next, () -> name + " gives up without an answer: outcome unknown");
        }
    }

    private void settle(World next, Log log, int slot, Entry entry) {
        Entry stands = next.entry(log, slot);
        if (isOwn(next, log, slot, entry)) {
            won(next, slot);
        } else if (stands.type() == EntryType.NOOP && stands.a() == by()) {
            abandoned(next);
        } else {
            lost(next);
        }
    }

    private static boolean isOwn(World world, Log log, int slot, Entry entry) {
        return world.entry(log, slot).equals(entry);
    }

    final void end(World next, Stage stage) {
        next.forget(self);
        next.stage(self, stage);
    }

    private String told(World next) {
        Stage stage = next.stage(self);
        return switch (stage) {
            case DONE -> "done, and says so";
            case FAILED -> "fails, and says so";
            case REBASE -> "to be rebased";
            default ->
                switch (next.local(self, STEP)) {
                    case READ -> "goes on (" + stage + ")";
                    case SEND -> "may append";
                    default -> "waits";
                };
        };
    }
}
