package io.mlplatform.examples.penguins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PenguinClassifierTest {

    @TempDir
    Path folder;

    private Path sent;
    private Path corrected;

    @BeforeEach
    void writeTheEditions() {
        sent = folder.resolve("sent");
        corrected = folder.resolve("corrected");
        PenguinFiles.write(Edition.AS_FIRST_SENT, sent);
        PenguinFiles.write(Edition.CORRECTED, corrected);
    }

    @Test
    void theSameFilesGiveTheSameClassifier() {
        assertThat(trainOn(corrected).score(corrected))
                .isEqualTo(trainOn(corrected).score(corrected));
    }

    @Test
    void theCorrectionMakesABetterClassifier() {
        Score mistaken = trainOn(sent).score(corrected);
        Score right = trainOn(corrected).score(corrected);

        assertThat(right.accuracy()).isGreaterThan(0.9);
        assertThat(mistaken.accuracy()).isLessThan(right.accuracy() - 0.1);
    }

    @Test
    void aSavedClassifierScoresAsBefore() {
        PenguinClassifier trained = trainOn(corrected);
        Path file = folder.resolve("species.tribuo");

        trained.save(file);

        assertThat(PenguinClassifier.load(file).score(corrected)).isEqualTo(trained.score(corrected));
    }

    @Test
    void aSavedClassifierNamesItsSource() throws IOException {
        Path file = folder.resolve("species.tribuo");

        PenguinClassifier.train(corrected, "the second sending").save(file);

        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains("the second sending");
    }

    @Test
    void thePenguinsThatWereNotMeasuredAreLeftOut() throws IOException {
        Path table = Files.createDirectories(folder.resolve("few/split=test/island=Dream"))
                .resolve("penguins.csv");
        Files.write(
                table,
                List.of(
                        "species,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,sex,year",
                        "Adelie,39.5,16.7,178,3250,female,2007",
                        "Adelie,NA,NA,NA,NA,NA,2007",
                        "Gentoo,46.1,13.2,211,4500,female,2007",
                        "Chinstrap,46.5,17.9,192,3500,NA,2007"));

        assertThat(trainOn(corrected).score(folder.resolve("few")).penguins()).isEqualTo(3);
    }

    @Test
    void theColumnsAreFoundByTheirHeadings() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("reordered/split=test/island=Dream"));
        Files.write(
                tree.resolve("penguins.csv"),
                List.of(
                        "body_mass_g,flipper_length_mm,bill_depth_mm,bill_length_mm,species",
                        "3250,178,16.7,39.5,Adelie",
                        "4500,211,13.2,46.1,Gentoo",
                        "3500,192,17.9,46.5,Chinstrap"));

        assertThat(trainOn(corrected).score(folder.resolve("reordered")).accuracy())
                .isEqualTo(1);
    }

    private static PenguinClassifier trainOn(Path tree) {
        return PenguinClassifier.train(tree, "a plain folder");
    }
}
