package io.mlplatform.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the first page says to type, typed. */
class GettingStartedPageTest {

    private static final Path PAGE = Pages.ROOT.resolve("docs/getting-started.md");
    private static final long SECONDS = 120;

    @TempDir
    Path folder;

    @Test
    @Timeout(SECONDS + 30)
    void theSessionOnThePagePublishesAndShowsAndFetchesAndEndsWithoutClosing() throws Exception {
        String place = folder.resolve("lake").toUri().toString();
        String session = CodeBlock.in(PAGE, "jshell").get(0).code();
        assertThat(session).contains("file:///tmp/lake").doesNotContain("close");

        String shown = run(jshell(), session.replace("file:///tmp/lake", place));

        assertThat(shown)
                .contains("ml ==> MlPlatform at " + place)
                .contains("==> datasets in mlp://datasets/")
                .contains("draft ==> draft of growth/churn (append), not published")
                .contains("mlp://datasets/growth/churn@2#")
                .containsPattern("(?s)@2 .* July\\R@1 .* June")
                .contains("← mlp://datasets/growth/churn@2#")
                .contains("→ mlp://models/growth/churn@1")
                .contains("Goodbye")
                .doesNotContain("Error:")
                .doesNotContain("Exception");
        assertThat(folder.resolve("work/dt=2026-07-01/part-0.csv")).hasContent("id,churned\n1,yes\n2,yes\n");
        try (MlPlatform ml = MlPlatform.open(place)) {
            assertThat(ml.datasets().history("growth/churn").total()).isEqualTo(2);
        }
    }

    @Test
    @Timeout(SECONDS + 30)
    void aProgramThatDoesNotCloseEndsAllTheSame() throws Exception {
        String place = folder.resolve("lake").toUri().toString();
        List<String> command = new ArrayList<>(List.of(tool("java"), "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(UnclosedProgram.class.getName(), place));

        assertThat(run(new ProcessBuilder(command), "")).contains("mlp://datasets/growth/churn@1#");
    }

    @Test
    void aSessionHasEveryPackageThatUsersMeet() throws IOException {
        String startUp = Files.readString(Pages.ROOT.resolve("mlplatform-examples/src/main/jshell/mlplatform.jsh"));
        List<String> met = new ArrayList<>();
        for (String module : List.of("mlplatform-core", "mlplatform-s3", "mlplatform-featurestore")) {
            Path sources = Pages.ROOT.resolve(module).resolve("src/main/java");
            for (Path page : Pages.below(sources, "package-info.java")) {
                String name = sources.relativize(page.getParent()).toString().replace(File.separatorChar, '.');
                if (!name.contains(".internal") && hasTypes(page.getParent())) {
                    met.add("import " + name + ".*;");
                }
            }
        }

        assertThat(met).contains("import io.mlplatform.datasets.*;");
        assertThat(startUp.lines()).containsAll(met);
    }

    @Test
    void aProgramReadsWhatASessionPublished() {
        String place = folder.resolve("lake").toUri().toString();
        try (MlPlatform session = MlPlatform.open(place)) {
            session.datasets()
                    .draft("growth/churn")
                    .addBytes("a.csv", "id\n".getBytes())
                    .publish();
        }

        try (MlPlatform ml = MlPlatform.open(place)) {
            DatasetVersion churn = ml.datasets().get("growth/churn@latest");
            ml.datasets().fetch(churn, folder.resolve("work"));
        }

        assertThat(folder.resolve("work/a.csv")).hasContent("id\n");
    }

    /** The project's script, on the class path of this test, with its preferences in a folder of its own. */
    private ProcessBuilder jshell() {
        ProcessBuilder builder = new ProcessBuilder(
                "bash",
                Pages.ROOT.resolve("scripts/jshell").toString(),
                "-J-Djava.util.prefs.userRoot=" + folder.resolve("preferences"));
        builder.environment().put("MLPLATFORM_CLASS_PATH", System.getProperty("java.class.path"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    /** What the process says until it ends by itself; it is given a time, and that input. */
    private String run(ProcessBuilder builder, String typed) throws Exception {
        Path input = Files.writeString(folder.resolve("typed"), typed);
        Path output = folder.resolve("shown");
        Process process = builder.directory(folder.toFile())
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("it is still there after %s seconds", SECONDS)
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String shown = Files.readString(output);
        assertThat(process.exitValue()).as(shown).isZero();
        return shown;
    }

    private static boolean hasTypes(Path sources) throws IOException {
        try (var files = Files.list(sources)) {
            return files.filter(file -> file.toString().endsWith(".java")).count() > 1;
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
