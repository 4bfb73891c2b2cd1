package io.mlplatform.internal.gc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A Bloom filter over live keys, in 12 to 24 bits a key: it may take a dead key for a live one, which keeps some garbage
 * (0.4 % of it), and never the other way round. It grows by further, larger filters. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/362686.362692">Bloom, Space/time trade-offs in hash coding, 1970</a>
 */
final class KeyFilter {

    private static final int FIRST_KEYS = 1 << 14;
    private static final int LARGEST_KEYS = 1 << 26;
    private static final int BITS_A_KEY = 16;
    private static final int PROBES = 6;

    private record Layer(long[] bits, int keys) {}

    private final List<Layer> layers = new ArrayList<>(List.of(layer(FIRST_KEYS)));
    private int inLast;

    void add(String key) {
        if (mayContain(key)) {
            return;
        }
        Layer last = layers.get(layers.size() - 1);
        if (inLast == last.keys) {
            last = layer(Math.min(last.keys * 4, LARGEST_KEYS));
            layers.add(last);
            inLast = 0;
        }
        inLast++;
        long hash = hash(key);
        for (int i = 0; i < PROBES; i++) {
            int bit = bit(hash, i, last);
            last.bits[bit >>> 6] |= 1L << bit;
        }
    }

    /** False only for a key that was never added. */
    boolean mayContain(String key) {
        long hash = hash(key);
        return layers.stream().anyMatch(layer -> holds(layer, hash));
    }

    private static boolean holds(Layer layer, long hash) {
        for (int i = 0; i < PROBES; i++) {
            int bit = bit(hash, i, layer);
            if ((layer.bits[bit >>> 6] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private static Layer layer(int keys) {
        return new Layer(new long[keys / 64 * BITS_A_KEY], keys);
    }

    private static int bit(long hash, int probe, Layer layer) {
        return (int) (mix(hash + probe * 0x9E3779B97F4A7C15L) & layer.bits.length * 64L - 1);
    }

    // FNV-1a over UTF-8, finished by a mixer: short, and equal in every process.
    private static long hash(String key) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xFF) * 0x100000001B3L;
        }
        return mix(hash);
    }

    /** Spreads each bit over all others (the finisher of SplitMix64). */
    static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
