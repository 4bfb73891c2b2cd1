package io.mlplatform.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.experiments.RunSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks by who reads what is logged, shown or stored, and by who writes for such readers. */
class ReaderOfLogsAttacksTest {

    private static final String SECRET = "wJalrXUtnFEMI";

    private final Bucket bucket = new Bucket();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        bucket.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://AKIA:wJalrXUtnFEMI@bucket/prefix",
                "s3://AKIA:wJalrXUtnFEMI/K7@bucket/prefix",
                "AKIA:wJalrXUtnFEMI@bucket/a b",
                "s3://AKIA:wJalrXUtnFEMI@bucket/a b",
                "user wJalrXUtnFEMI@bucket",
                "file://user:wJalrXUtnFEMI@host/folder",
                "ftp://user:wJalrXUtnFEMI@host/folder",
                "bucket?secret=wJalrXUtnFEMI"
            })
    void credentialsInALocationStayOutOfTheRefusal(String location) {
        assertNoSecret(() -> MlPlatform.open(location));
        assertThat(MlPlatform.builder().location(location).toString()).doesNotContain(SECRET);
    }

    private static void assertNoSecret(ThrowingCallable call) {
        assertThatThrownBy(call).satisfies(failure -> {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain(SECRET);
        });
    }

    @Test
    void anEscapeSequenceInAMessageDoesNotReachTheTerminal() {
        bucket.publish("one");
        MlPlatform ml = bucket.process();
        DatasetVersion version = ml.datasets()
                .draft(Bucket.NAME)
                .addBytes("b.csv", Bucket.bytes("x"))
                .message("\u001b[2J\u001b]0;gone\u0007\rnew\u202etxt.exe")
                .publish();

        assertPlain(version.toString());
        assertPlain(ml.datasets().history(Bucket.NAME).toString());
        assertThat(version.toString()).contains("\\u001b[2J");
    }

    @Test
    void anEscapeSequenceInACsvDoesNotReachTheTerminal() {
        DatasetVersion version = bucket.publish("id\n\"\u001b[31mred\"\n");

        assertPlain(bucket.process().datasets().preview(version, "a.csv", 5).toString());
    }

    @Test
    void aLineEndInAFailureDoesNotForgeALineOfALog() {
        NotFoundException failure =
                new NotFoundException("mlp://datasets/a/b\n2026 INFO all is well", "gone\r\n2026 INFO verified");

        assertPlain(failure.getMessage());
    }

    private static void assertPlain(String text) {
        assertThat(text.chars().filter(c -> Character.isISOControl(c) && c != '\n' || c == 0x202E))
                .as(text)
                .isEmpty();
    }

    @Test
    void aRunStoresNoTokenOfAGitRemoteAndNoVariableOfTheEnvironment() throws IOException {
        Path git = folder.resolve(".git");
        Files.createDirectories(git.resolve("refs/heads"));
        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
        Files.writeString(git.resolve("refs/heads/main"), "0123456789abcdef0123456789abcdef01234567\n");
        Files.writeString(
                git.resolve("config"), "[remote \"origin\"]\n\turl = https://bot:" + SECRET + "@host/x.git\n");

        runIn(folder);

        assertThat(stored()).contains("0123456789abcdef").doesNotContain(SECRET, "bot", System.getenv("PATH"));
        assertThat(bucket.keys("environment.json")).isNotEmpty();
    }

    @Test
    void aCraftedGitFolderDoesNotLeadARunToAFileOfSecrets() throws IOException {
        Path code = folder.resolve("code/.git");
        Files.createDirectories(code.resolve("refs"));
        Files.writeString(folder.resolve("credentials"), SECRET);
        Files.writeString(code.resolve("HEAD"), "ref: refs/../../../credentials\n");

        runIn(folder.resolve("code"));
        Files.writeString(code.resolve("HEAD"), SECRET + "\n");
        runIn(folder.resolve("code"));

        assertThat(stored()).doesNotContain(SECRET);
    }

    private void runIn(Path code) {
        bucket.process()
                .workspace("growth")
                .with(RunSettings.defaults().withFolder(code))
                .runs()
                .run("churn/xgb", run -> run.param("depth", 6));
    }

    /** All that lies in the bucket. */
    private String stored() {
        StringBuilder all = new StringBuilder();
        bucket.keys("").forEach(key -> all.append(new String(bucket.read(key), StandardCharsets.UTF_8)));
        return all.toString();
    }
}
