package io.mlplatform.modelcheck;

import io.mlplatform.modelcheck.Layout.Environment;
import io.mlplatform.modelcheck.Layout.ObjectSet;
import java.util.Arrays;

/** One state: the store, what is still on its way to it, and what each actor knows. All of it is one array of bytes. */
final class World {

    private final Model model;
    private final byte[] cells;

    World(Model model, byte[] cells) {
        this.model = model;
        this.cells = cells;
    }

    World copy() {
        return new World(model, cells.clone());
    }

    Model model() {
        return model;
    }

    byte[] cells() {
        return cells;
    }

    boolean keeps(Rule rule) {
        return model.rules().contains(rule);
    }

    // The log.

    /** The slot behind the newest entry. */
    int next(Log log) {
        int first = first(log);
        int slot = first + count(log);
        while (slot > first && cells[model.layout().slot(slot - 1)] == 0) {
            slot--;
        }
        return slot - first;
    }

    int count(Log log) {
        return log == Log.ENTITY ? model.layout().logSlots() : model.layout().aliasSlots();
    }

    private int first(Log log) {
        return log == Log.ENTITY ? 0 : model.layout().logSlots();
    }

    private int at(Log log, int slot) {
        return model.layout().slot(first(log) + slot);
    }

    Entry entry(int slot) {
        return entry(Log.ENTITY, slot);
    }

    Entry entry(Log log, int slot) {
        return Entry.read(cells, at(log, slot));
    }

    EntryType type(int slot) {
        return EntryType.of(cells[model.layout().slot(slot)]);
    }

    boolean isFilled(Log log, int slot) {
        return cells[at(log, slot)] != 0;
    }

    /** Fills a free slot; puts that were on their way to it can do nothing any more. */
    void fill(int slot, Entry entry) {
        entry.write(cells, at(entry.log(), slot));
        for (int actor = 0; actor < model.layout().actors(); actor++) {
            if (hasWire(actor) && wire(actor).log() == entry.log()) {
                clearWire(actor);
            }
        }
    }

    void empty(int slot) {
        Arrays.fill(cells, at(Log.ENTITY, slot), at(Log.ENTITY, slot + 1), (byte) 0);
    }

    // Requests that went unanswered and have not arrived yet: at most one an actor, for the next slot.

    boolean hasWire(int actor) {
        return cells[model.layout().wire(actor)] != 0;
    }

    Entry wire(int actor) {
        return Entry.read(cells, model.layout().wire(actor));
    }

    void wire(int actor, Entry entry) {
        entry.write(cells, model.layout().wire(actor));
    }

    private void clearWire(int actor) {
        int wire = model.layout().wire(actor);
        Arrays.fill(cells, wire, wire + Layout.ENTRY_BYTES, (byte) 0);
    }

    // Objects.

    int objects(ObjectSet set) {
        return number(model.layout().objects(set));
    }

    void objects(ObjectSet set, int objects) {
        number(model.layout().objects(set), objects);
    }

    boolean has(ObjectSet set, int object) {
        return (objects(set) >>> object & 1) == 1;
    }

    /** Stores an object; a duplicate of the request may arrive later. */
    void store(int object) {
        objects(ObjectSet.PRESENT, objects(ObjectSet.PRESENT) | 1 << object);
        expect(ObjectSet.LATE_PUT, object);
    }

    /** Deletes an object; a duplicate of the request may arrive later. */
    void delete(int object) {
        objects(ObjectSet.PRESENT, objects(ObjectSet.PRESENT) & ~(1 << object));
        expect(ObjectSet.LATE_DELETE, object);
    }

    private void expect(ObjectSet set, int object) {
        if (left(Environment.LATE_ARRIVALS) > 0) {
            objects(set, objects(set) | 1 << object);
        }
    }

    /** A duplicate of a request does again what it asked for; once no more may come, none is expected. */
    void arriveLate(ObjectSet set, int object) {
        objects(ObjectSet.PRESENT, objects(ObjectSet.PRESENT) ^ 1 << object);
        objects(set, objects(set) & ~(1 << object));
        int left = left(Environment.LATE_ARRIVALS) - 1;
        left(Environment.LATE_ARRIVALS, left);
        if (left == 0) {
            objects(ObjectSet.LATE_PUT, 0);
            objects(ObjectSet.LATE_DELETE, 0);
        }
    }

    // Surroundings and actors.

    int left(Environment part) {
        return cells[model.layout().environment(part)] & 0xFF;
    }

    void left(Environment part, int value) {
        cells[model.layout().environment(part)] = (byte) value;
    }

    boolean isGraceOver(int version) {
        return (left(Environment.GRACE_OVER) >>> (version - 1) & 1) == 1;
    }

    int local(int actor, int field) {
        return cells[model.layout().local(actor, field)] & 0xFF;
    }

    void local(int actor, int field, int value) {
        cells[model.layout().local(actor, field)] = (byte) value;
    }

    /** Four locals as one number. */
    int wide(int actor, int field) {
        return number(model.layout().local(actor, field));
    }

    void wide(int actor, int field, int value) {
        number(model.layout().local(actor, field), value);
    }

    Stage stage(int actor) {
        return Stage.of(local(actor, 0));
    }

    void stage(int actor, Stage stage) {
        local(actor, 0, stage.ordinal());
    }

    void forget(int actor) {
        int from = model.layout().local(actor, 0);
        Arrays.fill(cells, from, from + Layout.LOCALS, (byte) 0);
    }

    private int number(int at) {
        return cells[at] & 0xFF | (cells[at + 1] & 0xFF) << 8 | (cells[at + 2] & 0xFF) << 16 | cells[at + 3] << 24;
    }

    private void number(int at, int value) {
        cells[at] = (byte) value;
        cells[at + 1] = (byte) (value >> 8);
        cells[at + 2] = (byte) (value >> 16);
        cells[at + 3] = (byte) (value >> 24);
    }
}
