package io.mlplatform.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Verified segments and index nodes, unpacked, by what names them; those used last, up to a bound in bytes. What a key
 * names never changes, so nothing is ever out of date. Thread-safe.
 */
public final class SegmentCache {

    /** Four hundred thousand entries, or so. */
    public static final long DEFAULT_BYTES = 64L << 20;

    private static final int LARGEST_SHARE = 4;

    private final long capacity;
    private final Map<Object, byte[]> lines = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param capacity in bytes, 0 for none */
    public SegmentCache(long capacity) {
        this.capacity = capacity;
    }

    /** The lines, which nobody changes. */
    public synchronized Optional<byte[]> find(Object key) {
        return Optional.ofNullable(lines.get(key));
    }

    /** Keeps the lines; not those that alone would take more than a quarter of the room. */
    public synchronized void add(Object key, byte[] unpacked) {
        if (unpacked.length > capacity / LARGEST_SHARE || lines.putIfAbsent(key, unpacked) != null) {
            return;
        }
        bytes += unpacked.length;
        var eldest = lines.entrySet().iterator();
        while (bytes > capacity) {
            bytes -= eldest.next().getValue().length;
            eldest.remove();
        }
    }

    /** How many bytes are held. */
    public synchronized long bytes() {
        return bytes;
    }
}
