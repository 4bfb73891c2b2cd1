package io.mlplatform.internal.transfer;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadMXBean;

/** The processors that this process may use, and what a thread has had of them. Thread-safe. */
public interface Processors {

    /** How many there are, 1 at least. */
    int count();

    /** What a living thread has used so far, in nanoseconds of one processor; always 0 where nobody counts. */
    long usedBy(Thread thread);

    /** Those of the Java virtual machine, which heeds the limits of a container. */
    static Processors ofTheJvm() {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        boolean counted = threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
        return new Processors() {
            @Override
            public int count() {
                return machine.getAvailableProcessors();
            }

            @Override
            public long usedBy(Thread thread) {
                return counted ? threads.getThreadCpuTime(thread.getId()) : 0;
            }
        };
    }

    /** Of which nobody counts the use. */
    static Processors uncounted() {
        return new Processors() {
            @Override
            public int count() {
                return 1;
            }

            @Override
            public long usedBy(Thread thread) {
                return 0;
            }
        };
    }
}
