package io.mlplatform.modelcheck;

import io.mlplatform.modelcheck.CommitScript.Mode;
import java.util.Optional;

/** Publishes a version: reads the head, stages under its txn, and appends its commit, rebased where others came first. */
final class Committer extends Appender {

    private static final int BASE = 3;
    private static final int BASE_SEQ = 4;
    private static final int ON = 5;
    private static final int SEGMENT = 6;

    /** Where the commit stands, of one that is done. */
    private static final int SETTLED = 3;

    private static final int MOST_SEGMENTS = 3;

    private final CommitScript script;

    Committer(int self, String name, CommitScript script) {
        super(self, name);
        this.script = script;
    }

    CommitScript script() {
        return script;
    }

    @Override
    public void steps(World world, Steps out) {
        switch (world.stage(self())) {
            case BEGIN -> begin(world, out);
            case STAGE_FILE -> stage(world, out, Place.file(script.txn()), Stage.STAGE_SEGMENT);
            case STAGE_SEGMENT -> stage(world, out, segment(world, 1), Stage.COMMIT);
            case COMMIT -> append(world, Log.ENTITY, out);
            case REBASE -> rebase(world, out);
            case UNKNOWN -> cleanUp(world, out);
            default -> {}
        }
    }

    private void begin(World world, Steps out) {
        if (script.resumed() >= 0) {
            resume(world, out);
            return;
        }
        int head = world.next(Log.ENTITY) - 1;
        int base = new History(world, head).latest();
        World next = world.copy();
        next.local(self(), BASE, base);
        next.local(self(), BASE_SEQ, head);
        prepare(next);
        out.add(next, () -> name() + " prepares txn " + script.txn() + " from version " + base + ", head " + head);
    }

    private void prepare(World next) {
        next.local(self(), ON, next.local(self(), BASE));
        next.local(self(), SEGMENT, 1);
        next.stage(self(), script.mode() == Mode.TAKE ? Stage.STAGE_SEGMENT : Stage.STAGE_FILE);
    }

    // The journal was begun before the first byte was staged, and has what the draft was made from.
    private void resume(World world, Steps out) {
        int crashed = script.resumed();
        switch (world.stage(crashed)) {
            case STAGE_FILE, STAGE_SEGMENT, COMMIT, REBASE, UNKNOWN -> {
                World next = world.copy();
                next.local(self(), BASE, world.local(crashed, BASE));
                next.local(self(), BASE_SEQ, world.local(crashed, BASE_SEQ));
                prepare(next);
                next.forget(crashed);
                next.stage(crashed, Stage.CRASHED);
                int found = lookedUp(next, History.now(next));
                if (found >= 0) {
                    done(next, found);
                }
                out.add(next, () -> name() + " resumes txn " + script.txn() + " of a process that crashed");
            }
            default -> {}
        }
    }

    private int lookedUp(World world, History history) {
        return history.commitOf(script.txn(), world.local(self(), BASE_SEQ));
    }

    private void stage(World world, Steps out, int object, Stage then) {
        World next = world.copy();
        next.store(object);
        next.stage(self(), then);
        out.add(next, () -> name() + " stages " + Place.object(object));
    }

    private int segment(World world, int number) {
        return Place.segment(segmentTxn(world), number);
    }

    private int segmentTxn(World world) {
        return world.keeps(Rule.SEGMENTS_BELONG_TO_A_TXN) ? script.txn() : script.twin();
    }

    @Override
    void decide(World next, int head) {
        History history = new History(next, head);
        int known = script.token().map(history::versionOf).orElse(WriterMap.NEW);
        int resumed = script.resumed() >= 0 && next.keeps(Rule.RESUMED_TXN_IS_LOOKED_UP) ? lookedUp(next, history) : -1;
        if (known > 0) {
            done(next, history.slotOf(known));
        } else if (resumed >= 0) {
            done(next, resumed);
        } else if (known == WriterMap.LOST || isFenced(next, history)) {
            end(next, Stage.FAILED);
        } else if (history.latest() == next.local(self(), ON)) {
            propose(next, head);
        } else if (mayRebase(next, history)) {
            propose(next, head);
            next.stage(self(), Stage.REBASE);
        } else {
            end(next, Stage.FAILED);
        }
    }

    private boolean isFenced(World world, History history) {
        boolean condemned = world.keeps(Rule.COMMITTERS_ASK_THE_FENCE)
                && (history.condemnedSince(world.local(self(), BASE_SEQ)) >>> script.txn() & 1) == 1;
        return condemned || world.keeps(Rule.SOURCES_ARE_FENCED) && (history.retired() & sources(history)) != 0;
    }

    private int sources(History history) {
        return script.sources(history.latest(), history.content(history.latest()));
    }

    private boolean mayRebase(World world, History history) {
        if (world.local(self(), SEGMENT) == MOST_SEGMENTS) {
            return false;
        }
        boolean silently = !world.keeps(Rule.REBASE_ONLY_WHAT_COMMUTES) && script.mode() == Mode.OVERWRITE;
        return silently
                || script.commutes(history.content(world.local(self(), BASE)), history.content(history.latest()));
    }

    private void rebase(World world, Steps out) {
        World next = world.copy();
        int number = world.local(self(), SEGMENT) + 1;
        int object = segment(world, number);
        next.store(object);
        next.local(self(), SEGMENT, number);
        next.local(self(), ON, before(world).latest());
        next.stage(self(), Stage.COMMIT);
        out.add(next, () -> name() + " rebases: stages " + Place.object(object));
    }

    private History before(World world) {
        return new History(world, world.local(self(), SLOT) - 1);
    }

    @Override
    Entry entry(World world) {
        History history = before(world);
        int[] content = script.content(
                history.content(history.latest()),
                history.content(script.source()),
                segmentTxn(world),
                world.local(self(), SEGMENT));
        return Entry.commit(by(), script.txn(), sources(history), world.local(self(), BASE), content);
    }

    @Override
    void won(World next, int slot) {
        done(next, slot);
    }

    private void done(World next, int slot) {
        end(next, Stage.DONE);
        next.local(self(), SETTLED, slot);
    }

    @Override
    void abandoned(World next) {
        end(next, Stage.FAILED);
    }

    @Override
    boolean givesUp() {
        return true;
    }

    @Override
    void unknown(World next) {
        next.stage(self(), Stage.UNKNOWN);
    }

    private void cleanUp(World world, Steps out) {
        if (!world.keeps(Rule.NOTHING_IS_CLEANED_UP_WHILE_UNKNOWN)) {
            World next = world.copy();
            for (int number = 0; number <= world.local(self(), SEGMENT); number++) {
                next.delete(Place.segment(script.txn(), number));
            }
            next.stage(self(), Stage.CLEANED_UP);
            out.add(next, () -> name() + " deletes what it staged");
        }
    }

    @Override
    public Optional<Invariant> broken(World world) {
        Stage stage = world.stage(self());
        if (stage == Stage.DONE) {
            Entry stands = world.entry(world.local(self(), SETTLED));
            boolean own =
                    stands.type() == EntryType.COMMIT && (stands.a() == script.txn() || isSameToken(world, stands));
            return own ? Optional.empty() : Optional.of(Invariant.ACKNOWLEDGED_STANDS);
        }
        boolean appears = History.now(world).commitOf(script.txn(), 0) >= 0;
        return stage == Stage.FAILED && appears ? Optional.of(Invariant.FAILED_NEVER_APPEARS) : Optional.empty();
    }

    private boolean isSameToken(World world, Entry stands) {
        return script.token()
                .flatMap(own -> world.model().tokenOf(stands.by()).map(own::isSame))
                .orElse(false);
    }
}
