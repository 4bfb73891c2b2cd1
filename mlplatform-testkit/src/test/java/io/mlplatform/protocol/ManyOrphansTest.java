package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Collections of very much garbage in a small heap: {@link ManyOrphans} in a JVM of its own. */
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class ManyOrphansTest {

    @TempDir
    private Path work;

    @Test
    void twentyThousandAreCollectedInTwoRuns() throws Exception {
        collect(20, "64m");
    }

    @Test
    @Tag("soak")
    void aMillionAreCollectedInTwoRunsInAQuarterOfAGibibyte() throws Exception {
        collect(1_000, "256m");
    }

    private void collect(int thousands, String heap) throws IOException, InterruptedException {
        Path output = work.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyOrphans.class.getName(),
                        work.resolve("lake").toString(),
                        Integer.toString(thousands))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(35, TimeUnit.MINUTES)).isTrue();
            System.out.print(Files.readString(output));
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
