package io.mlplatform.modelcheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All states that were met, whole, numbered in the order of their discovery, each with the state it was reached from. Two
 * states are the same only where all their bytes are.
 */
final class StateTable {

    /** What {@link #add} answers for a state that was met before. */
    static final int KNOWN = -1;

    private static final int STATES_A_CHUNK = 1 << 14;

    private final int width;
    private final List<byte[]> chunks = new ArrayList<>();
    private int[] parents = new int[1 << 16];
    private int[] table = new int[1 << 17];
    private int count;

    /** @param width the bytes of a state */
    StateTable(int width) {
        this.width = width;
    }

    int count() {
        return count;
    }

    int parent(int state) {
        return parents[state];
    }

    byte[] state(int state) {
        int at = state % STATES_A_CHUNK * width;
        return Arrays.copyOfRange(chunks.get(state / STATES_A_CHUNK), at, at + width);
    }

    /** The state's new number, or {@link #KNOWN}. */
    int add(byte[] cells, int parent) {
        int at = find(cells);
        if (table[at] != 0) {
            return KNOWN;
        }
        if (count % STATES_A_CHUNK == 0) {
            chunks.add(new byte[STATES_A_CHUNK * width]);
        }
        System.arraycopy(cells, 0, chunks.get(count / STATES_A_CHUNK), count % STATES_A_CHUNK * width, width);
        if (count == parents.length) {
            parents = Arrays.copyOf(parents, 2 * count);
        }
        parents[count] = parent;
        table[at] = ++count;
        if (2 * count > table.length) {
            grow();
        }
        return count - 1;
    }

    private int find(byte[] cells) {
        int mask = table.length - 1;
        int at = hash(cells) & mask;
        while (table[at] != 0 && !equals(table[at] - 1, cells)) {
            at = at + 1 & mask;
        }
        return at;
    }

    private boolean equals(int state, byte[] cells) {
        int at = state % STATES_A_CHUNK * width;
        return Arrays.equals(chunks.get(state / STATES_A_CHUNK), at, at + width, cells, 0, width);
    }

    private void grow() {
        table = new int[2 * table.length];
        int mask = table.length - 1;
        for (int state = 0; state < count; state++) {
            int at = hash(state(state)) & mask;
            while (table[at] != 0) {
                at = at + 1 & mask;
            }
            table[at] = state + 1;
        }
    }

    private static int hash(byte[] cells) {
        int hash = Arrays.hashCode(cells) * 0x9E3779B9;
        return hash ^ hash >>> 15;
    }
}
