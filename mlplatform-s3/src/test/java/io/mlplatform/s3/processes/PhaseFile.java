package io.mlplatform.s3.processes;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The phase of a process and the number of its acknowledgements, in a mapped file: another process sees them as they
 * change, and a killed one leaves them as they were.
 */
final class PhaseFile {

    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final int PHASE = 0;
    private static final int ACKNOWLEDGED = Integer.BYTES;

    private final MappedByteBuffer memory;

    PhaseFile(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, 2 * Integer.BYTES);
        }
    }

    Phase phase() {
        return Phase.values()[(int) INT.getVolatile(memory, PHASE)];
    }

    int acknowledged() {
        return (int) INT.getVolatile(memory, ACKNOWLEDGED);
    }

    /** The next publish may begin. */
    synchronized void idle(int acknowledged) {
        INT.setVolatile(memory, ACKNOWLEDGED, acknowledged);
        set(Phase.IDLE);
    }

    /** Goes on to {@code next}, and never back: a publish repeats some requests beside later ones. */
    synchronized void advance(Phase next) {
        if (next.compareTo(phase()) > 0) {
            set(next);
        }
    }

    /** Goes on to {@code next} from {@code expected} only. */
    synchronized void advance(Phase expected, Phase next) {
        if (phase() == expected) {
            set(next);
        }
    }

    private void set(Phase phase) {
        INT.setVolatile(memory, PHASE, phase.ordinal());
    }
}
