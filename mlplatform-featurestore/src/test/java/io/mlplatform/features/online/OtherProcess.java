package io.mlplatform.features.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM seen from the one that started it, by the lines that it says; closing kills it. For one thread. */
final class OtherProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader said;
    private final Path errors;

    private OtherProcess(Process process, Path errors) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
    }

    /** @param folder for what it complains of */
    static OtherProcess start(Class<?> main, Path folder, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path errors = Files.createTempFile(folder, main.getSimpleName(), ".errors");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        // A JVM talks on standard error of the options that it takes from there.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return new OtherProcess(builder.start(), errors);
    }

    /** Waits for the next line. */
    String nextLine() throws IOException {
        String line = said.readLine();
        assertThat(line)
                .as("the other process ended: %s", Files.readString(errors))
                .isNotNull();
        return line;
    }

    /** Ends it with SIGKILL, and tells what it had said before. */
    List<String> kill() throws IOException, InterruptedException {
        // By its handle, since the process itself would close what was said with it.
        process.toHandle().destroyForcibly();
        List<String> rest = said.lines().toList();
        assertThat(process.waitFor()).isEqualTo(128 + 9);
        return rest;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Called in the process: it ends with the one that started it. */
    static void endWithStarter() {
        Thread watch = new Thread(OtherProcess::awaitEndOfStarter, "starter-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEndOfStarter() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            e.printStackTrace();
        }
        Runtime.getRuntime().halt(1);
    }
}
