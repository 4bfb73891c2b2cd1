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

    private static final int CHUNK_BYTES = 1 << 20;

    private final int width;
    private final byte[] packed;
    private final List<byte[]> chunks = new ArrayList<>();
    private int used = CHUNK_BYTES;
    private int[] places = new int[1 << 16];
    private int[] parents = new int[1 << 16];
    private int[] table = new int[1 << 17];
    private int count;

    /** @param width the bytes of a state */
    StateTable(int width) {
        this.width = width;
        this.packed = new byte[PackedCells.most(width)];
    }

    int count() {
        return count;
    }

    int parent(int state) {
        return parents[state];
    }

    byte[] state(int state) {
        return PackedCells.unpack(chunk(state), offset(state), width);
    }

    private byte[] chunk(int state) {
        return chunks.get(places[state] / CHUNK_BYTES);
    }

    private int offset(int state) {
        return places[state] % CHUNK_BYTES;
    }

    /** The state's new number, or {@link #KNOWN}. */
    int add(byte[] cells, int parent) {
        int length = PackedCells.pack(cells, packed);
        int at = find(Arrays.hashCode(cells), length);
        if (table[at] != 0) {
            return KNOWN;
        }
        if (count == parents.length) {
            parents = Arrays.copyOf(parents, count + count / 2);
            places = Arrays.copyOf(places, count + count / 2);
        }
        parents[count] = parent;
        places[count] = store(length);
        table[at] = ++count;
        if (4L * count > 3L * table.length) {
            grow();
        }
        return count - 1;
    }

    private int store(int length) {
        if (used + length > CHUNK_BYTES) {
            chunks.add(new byte[CHUNK_BYTES]);
            used = 0;
        }
        int chunk = chunks.size() - 1;
        System.arraycopy(packed, 0, chunks.get(chunk), used, length);
        int place = Math.addExact(Math.multiplyExact(chunk, CHUNK_BYTES), used);
        used += length;
        return place;
    }

    private int find(int hash, int length) {
        int mask = table.length - 1;
        int at = spread(hash) & mask;
        while (table[at] != 0 && !isPacked(table[at] - 1, length)) {
            at = at + 1 & mask;
        }
        return at;
    }

    // A packed state tells its own length, so no other begins with the same bytes.
    private boolean isPacked(int state, int length) {
        int from = offset(state);
        return from + length <= CHUNK_BYTES && Arrays.equals(chunk(state), from, from + length, packed, 0, length);
    }

    private void grow() {
        table = new int[2 * table.length];
        int mask = table.length - 1;
        for (int state = 0; state < count; state++) {
            int at = spread(Arrays.hashCode(state(state))) & mask;
            while (table[at] != 0) {
                at = at + 1 & mask;
            }
            table[at] = state + 1;
        }
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 15;
    }
}
