package io.mlplatform.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, with a small heap, in which Jazzer fuzzes one target for a while. */
final class FuzzedProcess {

    /** A heap that any document of the format fits into many times, and an unpacked bomb does not. */
    private static final String HEAP = "-Xmx256m";

    /** An input that takes longer hangs. */
    private static final Duration SLOWEST = Duration.ofSeconds(20);

    private static final Duration START_AND_END = Duration.ofMinutes(5);
    private static final String INSTRUMENTED = "io.mlplatform.**:com.fasterxml.jackson.core.**";

    private final String target;
    private final Path folder;
    private final Duration time;

    FuzzedProcess(String target, Duration time) {
        this.target = target;
        this.folder = Path.of("target", "fuzz", target.substring(target.lastIndexOf('.') + 1))
                .toAbsolutePath();
        this.time = time;
    }

    /** Where what breaks the target is kept. */
    Path findings() {
        return folder.resolve("findings");
    }

    /** Fuzzes to the end of its time, or to the first finding. */
    FuzzReport run() throws IOException, InterruptedException {
        Path log = folder.resolve("jazzer.log");
        Files.createDirectories(folder.resolve("corpus"));
        seed();
        Process process = new ProcessBuilder(command())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(time.plus(START_AND_END).toSeconds(), TimeUnit.SECONDS);
            return FuzzReport.of(target, ended ? process.exitValue() : -1, Files.readString(log));
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // One mutator's JVM beside another's: neither takes the whole machine for its compiler and collector.
        command.addAll(List.of(HEAP, "-XX:+UseSerialGC", "-XX:CICompilerCount=2", "-XX:+EnableDynamicAgentLoading"));
        command.addAll(List.of("-Dfuzz.target=" + target, "-Dfuzz.findings=" + findings()));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("com.code_intelligence.jazzer.Jazzer");
        command.add("--target_class=" + FuzzEntry.class.getName());
        command.add("--instrumentation_includes=" + INSTRUMENTED);
        command.add("--reproducer_path=" + folder);
        command.addAll(List.of(
                "-max_total_time=" + time.toSeconds(),
                "-timeout=" + SLOWEST.toSeconds(),
                "-rss_limit_mb=1536",
                "-print_final_stats=1",
                "-max_len=16384",
                "-dict=" + Path.of("src", "test", "resources", "json.dict").toAbsolutePath(),
                "-artifact_prefix=" + folder + "/",
                "corpus",
                "seeds"));
        return command;
    }

    // The valid documents, and for each kind of JSON a few scripts that change them.
    private void seed() throws IOException {
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        FuzzTarget fuzzed = FuzzTargets.named(target);
        int number = 0;
        for (byte[] seed : fuzzed.seeds()) {
            Files.write(seeds.resolve("seed-" + number++), seed);
        }
        for (int script = 0; fuzzed.isJson() && script < 8; script++) {
            Files.write(seeds.resolve("script-" + script), new byte[] {Exam.SCRIPT, (byte) script, 1, 2, 3, 4, 5, 6});
        }
    }
}
