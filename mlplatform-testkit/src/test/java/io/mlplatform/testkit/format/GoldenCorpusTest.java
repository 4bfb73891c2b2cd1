package io.mlplatform.testkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import io.mlplatform.MlPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The golden folders: bytes that this and every later release reads, and that nobody makes again. */
class GoldenCorpusTest {

    private static final String FROZEN = "0db3b48f38c2d64f51efd324af11f41009bfbec4301a34c03bdf149684716580";

    @Test
    void theGoldenFoldersAreTheBytesTheyWere() throws Exception {
        Path golden = Lake.golden().getParent();
        StringBuilder all = new StringBuilder();
        for (String file : Stream.concat(files(golden, "lake"), files(golden, "lake-retired"))
                .sorted()
                .toList()) {
            all.append(file)
                    .append(' ')
                    .append(Digest.of(Files.readAllBytes(golden.resolve(file))).hex());
            all.append('\n');
        }

        assertThat(Digest.of(all.toString()).hex()).isEqualTo(FROZEN);
    }

    @Test
    void aRetiredVersionOfTheGoldenFolderIsReadByNumberAndItsSuccessorByAlias() throws Exception {
        Path lake = Lake.golden().resolveSibling("lake-retired");
        try (MlPlatform ml = MlPlatform.open(lake.toUri().toString())) {
            assertThat(ml.datasets().get("growth/old@1").files()).isEqualTo(1);
            assertThat(ml.datasets().get("growth/old@stable").version()).isEqualTo(2);
            assertThat(ml.datasets().verify(ml.datasets().get("growth/old@latest")))
                    .isEmpty();
        }
        assertThat(FormatReader.read(lake).findings()).isEqualTo(List.of());
    }

    private static Stream<String> files(Path golden, String lake) throws IOException {
        try (Stream<Path> paths = Files.walk(golden.resolve(lake))) {
            return paths
                    .filter(Files::isRegularFile)
                    .map(path -> golden.relativize(path).toString())
                    .toList()
                    .stream();
        }
    }
}
