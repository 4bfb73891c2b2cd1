package io.mlplatform.modelcheck;

import java.util.Optional;

/** A third process that settles a commit by its journal: fills its slot with the identical entry, or with a noop. */
final class Resolver extends Appender {

    /** What the slot is filled with. */
    enum Filling {
        IDENTICAL,
        NOOP
    }

    /** Whose commit may be settled. */
    enum Courtesy {
        /** Of a process that gave up. */
        WAITS_FOR_THE_END,
        /** Of any process that has sent it, dead or slow; with a noop only, as a slow one goes on to other entries. */
        TAKES_IT_FOR_DEAD
    }

    private static final int AT = 3;

    private final Committer committer;
    private final Filling filling;
    private final Courtesy courtesy;

    Resolver(int self, String name, Committer committer, Filling filling, Courtesy courtesy) {
        super(self, name);
        this.committer = committer;
        this.filling = filling;
        this.courtesy = courtesy;
    }

    @Override
    public void steps(World world, Steps out) {
        switch (world.stage(self())) {
            case BEGIN -> begin(world, out);
            case APPEND -> append(world, Log.ENTITY, out);
            default -> {}
        }
    }

    private void begin(World world, Steps out) {
        if (!isUnsettled(world)) {
            return;
        }
        int slot = world.local(committer.self(), SLOT);
        World next = world.copy();
        next.local(self(), AT, slot);
        if (world.keeps(Rule.RESOLVE_FILLS_THE_SLOT)) {
            next.stage(self(), Stage.APPEND);
            next.local(self(), STEP, SEND);
            next.local(self(), SLOT, slot);
            out.add(next, () -> name() + " takes the journal of " + committer.name() + ", slot " + slot);
        } else {
            next.stage(self(), stands(world, slot) ? Stage.DONE : Stage.FAILED);
            out.add(next, () -> name() + " looks at slot " + slot + ", and says what it found");
        }
    }

    private boolean isUnsettled(World world) {
        Stage stage = world.stage(committer.self());
        boolean sent = stage == Stage.COMMIT && world.local(committer.self(), STEP) == WAIT;
        return stage == Stage.UNKNOWN || sent && courtesy == Courtesy.TAKES_IT_FOR_DEAD;
    }

    private boolean stands(World world, int slot) {
        Entry entry = world.entry(slot);
        return entry.type() == EntryType.COMMIT && entry.by() == committer.by();
    }

    @Override
    void decide(World next, int head) {
        throw new IllegalStateException("a slot is filled, no head is read");
    }

    @Override
    Entry entry(World world) {
        return filling == Filling.NOOP ? Entry.of(EntryType.NOOP, by(), committer.by()) : committer.entry(world);
    }

    @Override
    void won(World next, int slot) {
        said(next, slot);
    }

    @Override
    void lost(World next) {
        said(next, next.local(self(), SLOT));
    }

    @Override
    void abandoned(World next) {
        lost(next);
    }

    private void said(World next, int slot) {
        end(next, stands(next, slot) ? Stage.DONE : Stage.FAILED);
        next.local(self(), AT, slot);
    }

    @Override
    public Optional<Invariant> broken(World world) {
        Stage stage = world.stage(self());
        boolean ended = stage == Stage.DONE || stage == Stage.FAILED;
        boolean stands = ended && stands(world, world.local(self(), AT));
        return ended && stands != (stage == Stage.DONE)
                ? Optional.of(Invariant.FAILED_NEVER_APPEARS)
                : Optional.empty();
    }
}
