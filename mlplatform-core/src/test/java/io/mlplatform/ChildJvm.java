package io.mlplatform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM with this one's class path, under a umask and a locale of its own. */
public final class ChildJvm implements AutoCloseable {

    private static final int KILLED = 128 + 9;

    private final Process process;

    private ChildJvm(Process process) {
        this.process = process;
    }

    public static ChildJvm start(String umask, String locale, List<String> options, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("LC_ALL", locale);
        return new ChildJvm(builder.start());
    }

    /** The next line that it prints. */
    public String line() throws IOException {
        BufferedReader output = process.inputReader();
        return String.valueOf(output.readLine());
    }

    /** All that it prints from here on to its end. */
    public String rest() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = process.inputReader().readLine();
                line != null;
                line = process.inputReader().readLine()) {
            text.append(line).append('\n');
        }
        return text.toString().strip();
    }

    public int exit() throws InterruptedException {
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("the child ends").isTrue();
        return process.exitValue();
    }

    /** Kills it with SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(exit()).isEqualTo(KILLED);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
