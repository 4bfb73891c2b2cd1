package io.mlplatform.testkit.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link MeasuringProcess}, seen from the process that started it; closing ends it. */
final class Measuring implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 600;
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final BufferedReader output;
    private final String name;
    private long acknowledged;

    private Measuring(Process process) throws IOException {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.name = String.valueOf(output.readLine());
    }

    static Measuring start(Path folder, long points, long batch, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MeasuringProcess.class.getName()));
        command.addAll(List.of(folder.toString(), Long.toString(points), Long.toString(batch)));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new Measuring(builder.start());
    }

    /** The run's name. */
    String name() {
        return name;
    }

    /** Waits for that many flushes. */
    void awaitFlushes(int flushes) throws IOException {
        for (int flush = 0; flush < flushes; flush++) {
            acknowledged = Long.parseLong(String.valueOf(output.readLine()));
        }
    }

    /** Kills it with SIGKILL; gives the number of points that it was told to stand. */
    long kill() throws IOException, InterruptedException {
        // Process.destroyForcibly would also close the pipe, with acknowledgements in it.
        process.toHandle().destroyForcibly();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(KILLED);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            acknowledged = Math.max(acknowledged, Long.parseLong(line));
        }
        return acknowledged;
    }

    /** Waits for its end. */
    int exitValue() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
