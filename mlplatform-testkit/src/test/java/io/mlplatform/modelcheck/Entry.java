package io.mlplatform.modelcheck;

import java.util.ArrayList;
import java.util.List;

/**
 * One entry of a log. Two actors' entries are never equal, as a write id is in each; one actor's are told apart by their
 * slots.
 *
 * @param by the actor that made it, from 1; 0 for what stood there before
 * @param a the first argument, see {@link EntryType}
 * @param first where the first path's bytes are, see {@link Place}
 */
record Entry(EntryType type, int by, int a, int b, int c, int first, int second) {

    static Entry commit(int by, int txn, int sources, int base, int[] content) {
        return new Entry(EntryType.COMMIT, by, txn, sources, base, content[0], content[1]);
    }

    static Entry of(EntryType type, int by, int a) {
        return new Entry(type, by, a, 0, 0, 0, 0);
    }

    static Entry of(EntryType type, int by, int a, int b) {
        return new Entry(type, by, a, b, 0, 0, 0);
    }

    Log log() {
        return type == EntryType.MOVE ? Log.ALIAS : Log.ENTITY;
    }

    int[] content() {
        return new int[] {first, second};
    }

    void write(byte[] cells, int at) {
        cells[at] = (byte) type.ordinal();
        cells[at + 1] = (byte) by;
        cells[at + 2] = (byte) a;
        cells[at + 3] = (byte) b;
        cells[at + 4] = (byte) c;
        cells[at + 5] = (byte) first;
        cells[at + 6] = (byte) second;
    }

    static Entry read(byte[] cells, int at) {
        return new Entry(
                EntryType.of(cells[at]),
                cells[at + 1],
                cells[at + 2] & 0xFF,
                cells[at + 3] & 0xFF,
                cells[at + 4] & 0xFF,
                cells[at + 5] & 0xFF,
                cells[at + 6] & 0xFF);
    }

    @Override
    public String toString() {
        String what = type.name().toLowerCase(java.util.Locale.ROOT);
        return switch (type) {
            case COMMIT ->
                what + " txn " + a + " from " + numbers("version ", b << 1) + " {p: " + Place.text(first) + ", q: "
                        + Place.text(second) + "}";
            case RETIRE, ALIAS -> what + " version " + a;
            case PIN -> what + " version " + a + (b == 1 ? " for the alias" : "");
            case UNPIN -> what + " " + numbers("pin of entry ", a | b << 8);
            case CONDEMN -> what + " " + numbers("txn ", a);
            case NOOP -> what + " that abandons actor " + a;
            case MOVE -> "alias names version " + a + ", pin of entry " + b;
            case EMPTY, SWEPT -> what;
        };
    }

    static String numbers(String what, int set) {
        List<String> members = new ArrayList<>();
        for (int number = 0; number < Integer.SIZE; number++) {
            if ((set >>> number & 1) == 1) {
                members.add(what + number);
            }
        }
        return members.isEmpty() ? "none" : String.join(", ", members);
    }
}
