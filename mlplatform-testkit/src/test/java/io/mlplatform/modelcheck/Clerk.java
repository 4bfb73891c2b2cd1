package io.mlplatform.modelcheck;

/** Appends one small entry: retires a version, lets a plain alias name it, or pins it for a user. */
final class Clerk extends Appender {

    private final EntryType task;
    private final int version;

    Clerk(int self, String name, EntryType task, int version) {
        super(self, name);
        this.task = task;
        this.version = version;
    }

    @Override
    public void steps(World world, Steps out) {
        if (world.stage(self()) == Stage.BEGIN) {
            append(world, Log.ENTITY, out);
        }
    }

    @Override
    void decide(World next, int head) {
        History history = new History(next, head);
        boolean refused = version > history.latest()
                || history.isRetired(version)
                || task == EntryType.RETIRE && isKept(next, history);
        if (refused) {
            end(next, Stage.FAILED);
        } else {
            propose(next, head);
        }
    }

    private boolean isKept(World world, History history) {
        boolean latest = version == history.latest() && world.keeps(Rule.LATEST_IS_NOT_RETIRED);
        boolean named = version == history.alias() || history.isPinned(version, history.aliasPins());
        return latest || named && world.keeps(Rule.PINNED_ALIAS_IS_NOT_RETIRED);
    }

    @Override
    Entry entry(World world) {
        return Entry.of(task, by(), version);
    }

    @Override
    void won(World next, int slot) {
        end(next, Stage.DONE);
    }

    @Override
    void abandoned(World next) {
        end(next, Stage.FAILED);
    }
}
