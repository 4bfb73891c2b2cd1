package io.mlplatform.features;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How much memory an {@link Engine} takes beside the heap before it spills to disk. */
record EngineMemory(long mebibytes) {

    /** The system property with another number of mebibytes, for where several ingests or joins run at once. */
    static final String PROPERTY = "io.mlplatform.features.memoryMiB";

    private static final long LEAST = 256;
    private static final long MEBIBYTE = 1 << 20;

    EngineMemory {
        if (mebibytes < 1) {
            throw new IllegalArgumentException(PROPERTY + " is " + mebibytes + ": set it to 1 or more");
        }
    }

    /** As the property says; without it half of what this machine or container has beyond the heap. */
    static EngineMemory here() {
        String said = System.getProperty(PROPERTY, "");
        return said.isEmpty() ? share(physicalBytes(), Runtime.getRuntime().maxMemory()) : of(said);
    }

    /** Half of what the heap leaves: the rest is for the other programs and for the engine's own uncounted use. */
    static EngineMemory share(long physicalBytes, long heapBytes) {
        return new EngineMemory(Math.max(LEAST, (physicalBytes - heapBytes) / 2 / MEBIBYTE));
    }

    private static EngineMemory of(String said) {
        try {
            return new EngineMemory(Long.parseLong(said));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    PROPERTY + " is '" + said + "': set it to a whole number of mebibytes, such as 2048", e);
        }
    }

    private static long physicalBytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
