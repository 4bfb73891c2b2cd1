package io.mlplatform.s3.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Transfers by processes of which each is killed at a random moment of its life, until one comes to its end. A moment is so
 * many bytes on, as the server sees them, so that it does not hang on the machine's pace; one in eight is at either edge:
 * before the first request, or when the last byte has left.
 */
final class KilledTransfer {

    private static final int KILLED = 128 + 9;
    private static final int EDGE = 16;

    /** Starts a process that begins the transfer, or goes on with it. */
    interface Start {
        Process process() throws IOException;
    }

    private final TransferLog log;
    private final long bytes;
    private final int workers;
    private final Random random;
    private final Path errors;
    private int kills;
    private int transfers;
    private int mostAgain;

    /**
     * @param bytes of a whole transfer, as the log counts them
     * @param workers parts or ranges at a time
     * @param errors where the processes write what troubles them
     */
    KilledTransfer(TransferLog log, long bytes, int workers, long seed, Path errors) {
        this.log = log;
        this.bytes = bytes;
        this.workers = workers;
        this.random = new Random(seed);
        this.errors = errors;
    }

    /** How many processes were killed so far. */
    int kills() {
        return kills;
    }

    /**
     * Runs one transfer to its end, and fails where a process sent again more than a part a worker of what those before it had
     * begun.
     *
     * @param over whether all is done though the process was killed
     * @return false where it was done so
     */
    boolean run(Start start, BooleanSupplier over) throws Exception {
        log.nextTransfer();
        transfers++;
        while (true) {
            log.nextLife();
            Process process = start.process();
            try {
                log.await(moment(), process);
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(process.exitValue()).as(Files.readString(errors)).isIn(0, KILLED);
            mostAgain = Math.max(mostAgain, log.again());
            assertThat(log.again())
                    .as("parts that process %s of transfer %s sent again", kills, transfers)
                    .isLessThanOrEqualTo(workers);
            if (process.exitValue() == 0) {
                return true;
            }
            kills++;
            if (over.getAsBoolean()) {
                return false;
            }
        }
    }

    private long moment() {
        return switch (random.nextInt(EDGE)) {
            case 0 -> 0;
            case 1 -> bytes;
            default -> random.nextLong(bytes);
        };
    }

    @Override
    public String toString() {
        return kills + " kills in " + transfers + " transfers, " + mostAgain
                + " parts sent again by one process at most, " + workers + " at a time";
    }
}
