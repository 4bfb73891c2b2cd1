package io.mlplatform.internal.manifest;

/**
 * Files and their folders by hashes of their paths with and without their case: a quick look for what may collide, in 16
 * bytes a file or folder. It errs only in that it may suspect what does not collide. Not thread-safe.
 */
final class FoldedPaths {

    // FNV-1a of 64 bits.
    private static final long SEED = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] folded;
    private long[] exact;
    private int size;

    /** @param expected how many files and folders there may be */
    FoldedPaths(int expected) {
        int capacity = Math.max(16, Integer.highestOneBit(Math.max(1, Math.min(expected, 1 << 28))) * 4);
        folded = new long[capacity];
        exact = new long[capacity];
    }

    /** Adds a file and its folders; false where it may collide with one that was added before, or is one. */
    boolean add(String path) {
        boolean clear = true;
        long withoutCase = SEED;
        long withCase = SEED;
        for (int i = 0; i < path.length(); ) {
            int c = path.codePointAt(i);
            if (c == '/') {
                clear &= put(withoutCase, withCase | 1);
            }
            withoutCase = (withoutCase ^ fold(c)) * PRIME;
            withCase = (withCase ^ c) * PRIME;
            i += Character.charCount(c);
        }
        boolean absent = folded[slot(withoutCase)] == 0;
        return put(withoutCase, withCase & ~1L) && absent && clear;
    }

    /** False where the file may collide with one that was added; it is not added itself. */
    boolean agrees(String path) {
        boolean clear = true;
        long withoutCase = SEED;
        long withCase = SEED;
        for (int i = 0; i < path.length() && clear; ) {
            int c = path.codePointAt(i);
            if (c == '/') {
                clear = fits(withoutCase, withCase | 1);
            }
            withoutCase = (withoutCase ^ fold(c)) * PRIME;
            withCase = (withCase ^ c) * PRIME;
            i += Character.charCount(c);
        }
        return clear && fits(withoutCase, withCase & ~1L);
    }

    private static int fold(int c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
        }
        return PathCollisions.folded(c);
    }

    private boolean fits(long withoutCase, long withCase) {
        int at = slot(withoutCase);
        return folded[at] == 0 || exact[at] == withCase;
    }

    private boolean put(long withoutCase, long withCase) {
        int at = slot(withoutCase);
        if (folded[at] != 0) {
            return exact[at] == withCase;
        }
        folded[at] = key(withoutCase);
        exact[at] = withCase;
        if (++size * 2 > folded.length) {
            grow();
        }
        return true;
    }

    private int slot(long withoutCase) {
        long key = key(withoutCase);
        int mask = folded.length - 1;
        int at = (int) (key * SPREAD >>> 33) & mask;
        while (folded[at] != 0 && folded[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private static long key(long hash) {
        return hash == 0 ? 1 : hash;
    }

    private void grow() {
        long[] oldFolded = folded;
        long[] oldExact = exact;
        folded = new long[oldFolded.length * 2];
        exact = new long[oldExact.length * 2];
        for (int i = 0; i < oldFolded.length; i++) {
            if (oldFolded[i] != 0) {
                int at = slot(oldFolded[i]);
                folded[at] = oldFolded[i];
                exact[at] = oldExact[i];
            }
        }
    }
}
