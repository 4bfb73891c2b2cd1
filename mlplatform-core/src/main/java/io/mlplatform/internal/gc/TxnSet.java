package io.mlplatform.internal.gc;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * An exact set of transaction ids in the order in which they were added, in 24 to 40 bytes each: a million of them must not
 * fill the heap. Not thread-safe.
 */
final class TxnSet {

    private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int CHARS = 26;
    private static final int FIRST_SIZE = 16;

    private long[] high = new long[FIRST_SIZE];
    private long[] low = new long[FIRST_SIZE];
    private int[] slots = new int[FIRST_SIZE * 2];
    private int size;

    /** Adds the id; false where it was there. */
    boolean add(String txn) {
        long[] bits = bits(txn);
        int slot = slot(slots, bits[0], bits[1]);
        if (slots[slot] != 0) {
            return false;
        }
        if (size == high.length) {
            grow();
            slot = slot(slots, bits[0], bits[1]);
        }
        high[size] = bits[0];
        low[size] = bits[1];
        slots[slot] = ++size;
        return true;
    }

    boolean contains(String txn) {
        return indexOf(txn) >= 0;
    }

    /** The place of the id in the order of adding, or -1. */
    int indexOf(String txn) {
        long[] bits = bits(txn);
        return slots[slot(slots, bits[0], bits[1])] - 1;
    }

    int size() {
        return size;
    }

    /** The {@code index}-th that was added. */
    String get(int index) {
        char[] text = new char[CHARS];
        long upper = high[index];
        long lower = low[index];
        for (int i = CHARS - 1; i >= 0; i--) {
            text[i] = CROCKFORD.charAt((int) lower & 31);
            lower = lower >>> 5 | upper << 59;
            upper >>>= 5;
        }
        return new String(text);
    }

    void forEach(Consumer<String> action) {
        for (int i = 0; i < size; i++) {
            action.accept(get(i));
        }
    }

    private void grow() {
        high = Arrays.copyOf(high, size * 2);
        low = Arrays.copyOf(low, size * 2);
        int[] larger = new int[size * 4];
        for (int i = 0; i < size; i++) {
            larger[slot(larger, high[i], low[i])] = i + 1;
        }
        slots = larger;
    }

    /** The place of the id in {@code table}, or the empty one where it would go. */
    private int slot(int[] table, long upper, long lower) {
        long mixed = KeyFilter.mix(upper * 31 + lower);
        int slot = (int) (mixed & table.length - 1);
        while (table[slot] != 0 && (high[table[slot] - 1] != upper || low[table[slot] - 1] != lower)) {
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    // 26 characters of 5 bits, of which the first has but 3.
    private static long[] bits(String txn) {
        long upper = 0;
        long lower = 0;
        for (int i = 0; i < CHARS; i++) {
            upper = upper << 5 | lower >>> 59;
            lower = lower << 5 | CROCKFORD.indexOf(txn.charAt(i));
        }
        return new long[] {upper, lower};
    }
}
