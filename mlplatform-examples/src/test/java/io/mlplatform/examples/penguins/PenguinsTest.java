package io.mlplatform.examples.penguins;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Input;
import io.mlplatform.MlPlatform;
import io.mlplatform.ProgressListener;
import io.mlplatform.testkit.format.FormatReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PenguinsTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void theModelOfTheCorrectedTablesGoesIntoProduction() throws IOException {
        Findings findings = study("mem:");

        assertThat(findings.production().ref())
                .isEqualTo(findings.corrected().model().ref());
        assertThat(findings.production().inputs())
                .extracting(Input::ref)
                .containsExactly(findings.corrected().data().ref());
    }

    @Test
    void theFetchedModelScoresAsItDidWhenItWasTrained() throws IOException {
        Findings findings = study("mem:");

        assertThat(findings.confirmed()).isEqualTo(findings.corrected().score());
        assertThat(findings.confirmed().accuracy())
                .isGreaterThan(findings.asFirstSent().score().accuracy());
    }

    @Test
    void theDataAsPublishedTrainAsThePlainFilesDo() throws IOException {
        PenguinFiles.write(Edition.CORRECTED, folder);

        assertThat(study("mem:").corrected().score())
                .isEqualTo(PenguinClassifier.train(folder, "plain files").score(folder));
    }

    @Test
    void theLastLineTellsBothAccuracies() throws IOException {
        Findings findings = study("mem:");

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .last()
                .asString()
                .contains(
                        findings.asFirstSent().score().percent() + " learnt from version 1",
                        findings.corrected().score().percent() + " from version 2");
    }

    @Test
    void aNamedStoreKeepsTheVersionsOfEarlierRuns() throws IOException {
        String store = folder.resolve("lake").toUri().toString();
        Findings earlier = study(store);

        Findings later = study(store);

        assertThat(later.corrected().data().version()).isEqualTo(4);
        try (MlPlatform ml = MlPlatform.open(store)) {
            assertThat(ml.models().get("polar/penguin-species@production").ref())
                    .isEqualTo(later.production().ref());
            assertThat(ml.datasets().get("polar/penguins@1").ref())
                    .isEqualTo(earlier.asFirstSent().data().ref());
        }
    }

    @Test
    void whatIsLeftBehindFollowsTheFormatToTheLetter() throws IOException {
        Path lake = folder.resolve("lake");
        study(lake.toUri().toString());

        assertThat(FormatReader.read(lake).findings()).isEmpty();
        assertThat(FormatReader.read(lake).orphans()).isEmpty();
    }

    private Findings study(String store) throws IOException {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return Penguins.EXAMPLE.run(store, "polar", ProgressListener.SILENT, out);
    }
}
