package io.mlplatform.modelcheck;

/** A state's bytes with the zeros left out, of which most consist: for each eight a mask, then those that are not zero. */
final class PackedCells {

    private static final int GROUP = 8;

    private PackedCells() {}

    /** Packs into {@code packed}, which has room for {@link #most}; answers the length. */
    static int pack(byte[] cells, byte[] packed) {
        int end = 0;
        for (int group = 0; group < cells.length; group += GROUP) {
            int mask = end++;
            packed[mask] = 0;
            for (int at = group; at < Math.min(group + GROUP, cells.length); at++) {
                if (cells[at] != 0) {
                    packed[mask] |= (byte) (1 << (at - group));
                    packed[end++] = cells[at];
                }
            }
        }
        return end;
    }

    static byte[] unpack(byte[] packed, int from, int width) {
        byte[] cells = new byte[width];
        int end = from;
        for (int group = 0; group < width; group += GROUP) {
            int mask = packed[end++];
            for (int at = group; at < Math.min(group + GROUP, width); at++) {
                if ((mask >>> (at - group) & 1) == 1) {
                    cells[at] = packed[end++];
                }
            }
        }
        return cells;
    }

    static int most(int width) {
        return width + (width + GROUP - 1) / GROUP;
    }
}
