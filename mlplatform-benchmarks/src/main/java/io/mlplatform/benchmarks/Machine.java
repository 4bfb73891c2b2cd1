package io.mlplatform.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import io.mlplatform.internal.json.Json;
import java.lang.management.ManagementFactory;
import java.time.Clock;

/** The machine that is measured, and its clocks. */
public final class Machine {

    private static final double NANOS = 1e9;
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Machine() {}

    public static Clock clock() {
        return Clock.systemUTC();
    }

    /** Runs the job, in a heap that was just collected. The CPU's clock has steps of 10 ms: short jobs go in a loop. */
    public static Cost measure(Runnable job) {
        System.gc();
        long cpu = SYSTEM.getProcessCpuTime();
        long wall = System.nanoTime();
        job.run();
        double wallSeconds = (System.nanoTime() - wall) / NANOS;
        return new Cost((SYSTEM.getProcessCpuTime() - cpu) / NANOS, wallSeconds);
    }

    /** Cores, memory, virtual machine: all that is told of where figures come from. */
    public static ObjectNode describe() {
        long mebibyte = 1 << 20;
        return Json.object()
                .put("cores", SYSTEM.getAvailableProcessors())
                .put("memoryMiB", SYSTEM.getTotalMemorySize() / mebibyte)
                .put(
                        "heapMiB",
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax() / mebibyte)
                .put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"))
                .put("load", SYSTEM.getSystemLoadAverage());
    }
}
