package io.mlplatform.benchmarks.transfers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program that was started, with its messages on this one's standard error. Ended when closed. */
final class ChildProcess implements AutoCloseable {

    private static final long LONGEST_MINUTES = 30;
    private static final int LONGEST_WORD = 200;

    private final List<String> command;
    private final Process process;
    private final BufferedReader lines;

    private ChildProcess(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one, with these variables beside those of this process; one without a value is taken away. */
    static ChildProcess start(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        builder.environment().values().removeIf(String::isEmpty);
        try {
            return new ChildProcess(command, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.get(0), e);
        }
    }

    /** Runs one to its end, and returns the last line that it printed. */
    static String lastLine(List<String> command, Map<String, String> environment) {
        try (ChildProcess child = start(command, environment)) {
            String last = "";
            for (String line = child.line(); !line.isEmpty(); line = child.line()) {
                last = line;
            }
            child.requireSuccess();
            return last;
        }
    }

    /** The next line that it prints, or nothing at the end. */
    String line() {
        try {
            String line = lines.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void requireSuccess() {
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("failed: " + words());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it ran: " + command.get(0), e);
        }
    }

    // A class path tells no one anything.
    private String words() {
        return command.stream()
                .map(word -> word.length() > LONGEST_WORD ? "…" : word)
                .collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
