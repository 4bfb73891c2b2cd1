package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The table of the page is the one that the roles are held to. */
class DesignedAccessTest {

    @Test
    void thePageHasTheTableThatIsTried() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = folder.resolve("..").normalize();
        }

        assertThat(Files.readString(folder.resolve("docs/access.md"))).contains("\n\n" + DesignedAccess.TABLE + "\n");
    }

    @Test
    void everyRowIsTriedAndEveryRoleHasItsColumn() {
        assertThat(DesignedAccess.operations().stream().map(KeyAct::of))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(KeyAct.values()));
        assertThat(DesignedAccess.TABLE.lines())
                .allMatch(line -> line.split("\\|", -1).length - 3
                        == DesignedAccess.roles("growth", "train").size());
    }
}
