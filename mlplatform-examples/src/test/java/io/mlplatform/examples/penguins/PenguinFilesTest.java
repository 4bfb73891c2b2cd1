package io.mlplatform.examples.penguins;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PenguinFilesTest {

    @TempDir
    Path folder;

    @Test
    void theTreeHasATableForEachSplitAndIsland() throws IOException {
        assertThat(tables(Edition.CORRECTED))
                .containsOnlyKeys(
                        "split=test/island=Biscoe/penguins.csv",
                        "split=test/island=Dream/penguins.csv",
                        "split=test/island=Torgersen/penguins.csv",
                        "split=train/island=Biscoe/penguins.csv",
                        "split=train/island=Dream/penguins.csv",
                        "split=train/island=Torgersen/penguins.csv");
    }

    @Test
    void everyPenguinIsInExactlyOneSplit() throws IOException {
        List<String> published = new ArrayList<>();
        tables(Edition.CORRECTED).forEach((path, rows) -> {
            String island = path.replaceAll(".*island=(\\w+)/.*", "$1");
            rows.subList(1, rows.size()).forEach(row -> published.add(row.replaceFirst(",", "," + island + ",")));
        });

        assertThat(published).containsExactlyInAnyOrderElementsOf(carriedRows());
    }

    @Test
    void aboutAQuarterIsHeldOut() throws IOException {
        Map<String, List<String>> tables = tables(Edition.CORRECTED);

        long heldOut = tables.entrySet().stream()
                .filter(table -> table.getKey().startsWith("split=test/"))
                .mapToLong(table -> table.getValue().size() - 1)
                .sum();

        assertThat((double) heldOut / carriedRows().size()).isBetween(0.2, 0.3);
    }

    @Test
    void theSplitStaysAsItWasChosen() {
        assertThat(Stream.iterate(1, row -> row <= 20, row -> row + 1).filter(row -> Split.of(row) == Split.TEST))
                .containsExactly(1, 2, 5, 6, 11, 16, 19, 20);
    }

    @Test
    void anEditionIsWrittenTheSameEveryTime() throws IOException {
        assertThat(tables(Edition.AS_FIRST_SENT)).isEqualTo(tables(Edition.AS_FIRST_SENT));
    }

    @Test
    void theEditionsDifferInTheMistakenTableAlone() throws IOException {
        Map<String, List<String>> sent = tables(Edition.AS_FIRST_SENT);
        Map<String, List<String>> corrected = tables(Edition.CORRECTED);

        assertThat(sent.remove(PenguinFiles.MISTAKEN)).isNotEqualTo(corrected.remove(PenguinFiles.MISTAKEN));
        assertThat(sent).isEqualTo(corrected);
    }

    @Test
    void theMistakeIsTwoColumnsUnderEachOthersHeadings() throws IOException {
        List<String> sent = tables(Edition.AS_FIRST_SENT).get(PenguinFiles.MISTAKEN);
        List<String> corrected = tables(Edition.CORRECTED).get(PenguinFiles.MISTAKEN);

        assertThat(sent.get(0))
                .isEqualTo(corrected.get(0))
                .startsWith("species,bill_length_mm,bill_depth_mm,flipper_length_mm");
        assertThat(sent.stream().skip(1).map(row -> row.replaceFirst(",([^,]+),([^,]+),", ",$2,$1,")))
                .containsExactlyElementsOf(corrected.subList(1, corrected.size()));
    }

    private Map<String, List<String>> tables(Edition edition) throws IOException {
        Path tree = Files.createTempDirectory(folder, "tree");
        PenguinFiles.write(edition, tree);
        try (Stream<Path> paths = Files.walk(tree)) {
            return paths.filter(Files::isRegularFile)
                    .collect(toMap(
                            path -> tree.relativize(path).toString().replace('\\', '/'), PenguinFilesTest::lines));
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> carriedRows() throws IOException {
        try (InputStream in = Objects.requireNonNull(PenguinFiles.class.getResourceAsStream("penguins.csv"))) {
            String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return table.lines().skip(1).toList();
        }
    }
}
