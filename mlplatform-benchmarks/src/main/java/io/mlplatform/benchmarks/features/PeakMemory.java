package io.mlplatform.benchmarks.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that this process held, heap and engine and all else, as Linux tells it. */
final class PeakMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path FORGET = Path.of("/proc/self/clear_refs");
    private static final String FORGET_THE_PEAK = "5";
    private static final int KIBIBYTES = 1024;

    private PeakMemory() {}

    /** From here on, where the system lets the peak be forgotten; since the start elsewhere. */
    static void begin() {
        try {
            Files.writeString(FORGET, FORGET_THE_PEAK);
        } catch (IOException e) {
            // The peak since the start is no smaller.
        }
    }

    /** 0 where the system does not tell. */
    static long mebibytes() {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try {
            return Files.readAllLines(STATUS).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / KIBIBYTES;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
