package io.mlplatform.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How disks read names that a manifest may hold. */
class TargetRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C:/evil",
                "sub/C:evil",
                "a.csv:stream",
                "NUL",
                "sub/con.csv",
                "Com1",
                "lpt\u00b9.txt",
                "aux .txt",
                "conin$",
                "a.csv.",
                "folder./a.csv",
                "a.csv ",
                "what?",
                "a|b"
            })
    void windowsReadsTheseAsOtherFiles(String path) {
        assertThat(TargetRules.WINDOWS.problemIn(path)).isPresent();
        assertThat(TargetRules.POSIX.problemIn(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "split=train/dt=2026-11-23/part-0.parquet", "console.txt", ".hidden", "com10"})
    void windowsReadsTheseAsTheyAre(String path) {
        assertThat(TargetRules.WINDOWS.problemIn(path)).isEmpty();
    }

    @Test
    void theRulesAreThoseOfTheFolder() {
        boolean windows = FileSystems.getDefault().getSeparator().equals("\\");

        assertThat(TargetRules.of(FileSystems.getDefault()))
                .isEqualTo(windows ? TargetRules.WINDOWS : TargetRules.POSIX);
    }
}
