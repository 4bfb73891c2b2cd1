package io.mlplatform.s3.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A {@link PublisherProcess}, seen from the process that started it; closing ends it. */
final class RunningPublisher implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_NANOS = 20_000;
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final Path folder;
    private final PhaseFile phases;

    private RunningPublisher(Process process, Path folder, PhaseFile phases) {
        this.process = process;
        this.folder = folder;
        this.phases = phases;
    }

    /** Starts one that waits for {@link #begin()}; it writes into {@code work}, below its name. */
    static RunningPublisher start(SharedPlace place, String dataset, String name, int versions, Path work)
            throws IOException {
        Path folder = Files.createDirectory(work.resolve(name));
        PhaseFile phases = new PhaseFile(folder.resolve(PublisherProcess.PHASES));
        ProcessBuilder builder = ChildJvm.quick(
                PublisherProcess.class, folder.resolve("errors"), place.uri(), dataset, name, versions, folder);
        // A JVM talks on standard error of the options that it takes from there.
        builder.environment().clear();
        builder.environment().putAll(place.environment());
        return new RunningPublisher(builder.start(), folder, phases);
    }

    /** Waits until it has opened the platform. */
    void awaitReady() {
        await(Phase.IDLE, 0);
    }

    /** Lets it publish. */
    void begin() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Waits until it is seen in {@code phase}, with {@code acknowledged} publishes or more behind it. */
    void await(Phase phase, int acknowledged) {
        long start = System.nanoTime();
        while (phases.phase() != phase || phases.acknowledged() < acknowledged) {
            assertThat(process.isAlive() && System.nanoTime() - start < PATIENCE.toNanos())
                    .as("%s is awaited to be %s: %s", folder.getFileName(), phase, errors())
                    .isTrue();
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Kills it with SIGKILL, and tells the phase that it was in. */
    Phase kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
        assertThat(process.exitValue()).isEqualTo(KILLED);
        return phases.phase();
    }

    /** Waits until it has published all, and complained of nothing. */
    void awaitSuccess() throws InterruptedException {
        awaitEnd();
        assertThat(errors()).isEmpty();
        assertThat(process.exitValue()).isZero();
    }

    List<Acknowledgement> acknowledgements() throws IOException {
        return Acknowledgement.readAll(folder.resolve(PublisherProcess.ACKNOWLEDGEMENTS));
    }

    /** What it wrote to standard error. */
    String errors() {
        try {
            return Files.readString(folder.resolve("errors"));
        } catch (IOException e) {
            throw new AssertionError("what the publisher complained of cannot be read", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("%s ends", folder.getFileName())
                .isTrue();
    }
}
