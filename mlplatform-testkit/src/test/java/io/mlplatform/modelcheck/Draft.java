package io.mlplatform.modelcheck;

import io.mlplatform.modelcheck.Layout.Environment;
import io.mlplatform.modelcheck.Layout.ObjectSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.IntFunction;

/** A model in the making: what stands in the log at first, who takes part, and how much may go wrong. */
final class Draft {

    private final String name;
    private final List<Entry> log = new ArrayList<>();
    private final List<Role> roles = new ArrayList<>();
    private int objects;
    private int entries;
    private int faults;
    private int late;
    private int writersKept = 2;

    Draft(String name) {
        this.name = name;
    }

    /** A first version whose one path was staged under the txn. */
    Draft committed(int txn, int path) {
        int[] content = new int[2];
        content[path] = Place.of(txn, txn, 1);
        objects |= Place.objects(content[path]);
        return stands(Entry.commit(0, txn, 0, 0, content));
    }

    Draft stands(Entry entry) {
        log.add(entry);
        return this;
    }

    /** @param role makes the role, given its place among the actors */
    Draft actor(IntFunction<Role> role) {
        roles.add(role.apply(roles.size()));
        return this;
    }

    Draft committer(CommitScript script) {
        return actor(self -> new Committer(self, "writer " + self, script));
    }

    Draft collector() {
        return actor(self -> new Collector(self, "collector " + self));
    }

    Draft clerk(EntryType task, int version) {
        return actor(self -> new Clerk(self, "clerk " + self, task, version));
    }

    Draft mover(int version) {
        return actor(self -> new Mover(self, "mover " + self, version));
    }

    Committer committer(int actor) {
        return (Committer) roles.get(actor);
    }

    /** @param most how many entries may be added to the log */
    Draft entries(int most) {
        entries = most;
        return this;
    }

    /** @param most how many answers to puts of entries may be lost */
    Draft faults(int most) {
        faults = most;
        return this;
    }

    /** @param most how many duplicates of puts and deletes of objects may come late */
    Draft late(int most) {
        late = most;
        return this;
    }

    Draft writersKept(int most) {
        writersKept = most;
        return this;
    }

    Model model() {
        int onAlias =
                (int) log.stream().filter(entry -> entry.log() == Log.ALIAS).count();
        int movers = (int) roles.stream().filter(Mover.class::isInstance).count();
        Layout layout = new Layout(log.size() - onAlias + entries, onAlias + movers, roles.size());
        Model model = new Model(
                name, layout, EnumSet.allOf(Rule.class), List.copyOf(roles), writersKept, new byte[layout.bytes()]);
        World world = new World(model, model.begin());
        log.forEach(entry -> world.fill(world.next(entry.log()), entry));
        world.objects(ObjectSet.PRESENT, objects);
        world.left(Environment.FAULTS, faults);
        world.left(Environment.LATE_ARRIVALS, late);
        return model;
    }
}
