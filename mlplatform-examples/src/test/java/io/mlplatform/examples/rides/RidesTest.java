package io.mlplatform.examples.rides;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.ProgressListener;
import io.mlplatform.features.FeatureRepository;
import io.mlplatform.testkit.format.FormatReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RidesTest {

    private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();

    @TempDir
    private static Path folder;

    private static RidesFindings findings;

    @BeforeAll
    static void study() throws IOException {
        PrintStream out = new PrintStream(PRINTED, true, StandardCharsets.UTF_8);
        findings = Rides.EXAMPLE.run(lake().toUri().toString(), "metro", ProgressListener.SILENT, out);
    }

    @Test
    void theForecastIsBetterThanTheNewestCountOnDaysThatItHasNotSeen() {
        assertThat(findings.heldOut()).isEqualTo(4 * 227);
        assertThat(findings.modelError()).isLessThan(0.8 * findings.naiveError());
    }

    @Test
    void onlineFeaturesGiveTheForecastsThatOfflineOnesGive() {
        assertThat(findings.served()).isEqualTo(4 * 7);
        assertThat(findings.servedDifferently()).isZero();
    }

    @Test
    void theModelsLineageNamesTheVersionsOfTheFeatureGroups() {
        assertThat(printed())
                .contains("mlp://features/metro/weather@1")
                .contains("mlp://features/metro/entries@1")
                .contains("mlp://datasets/metro/rides-training@1");
        try (MlPlatform ml = MlPlatform.open(lake().toUri().toString())) {
            assertThat(ml.lineage().of(findings.model()).toString())
                    .contains("mlp://features/metro/weather@1")
                    .contains("mlp://features/metro/entries@1");
            assertThat(FeatureRepository.of(ml).history("metro/entries").toString())
                    .contains("@2");
        }
    }

    @Test
    void theLastLineTellsBothErrors() {
        assertThat(printed().lines()).last().asString().isEqualTo(findings.toString());
    }

    @Test
    void whatIsLeftBehindFollowsTheFormatToTheLetter() throws IOException {
        assertThat(FormatReader.read(lake()).findings()).isEmpty();
        assertThat(FormatReader.read(lake()).orphans()).isEmpty();
    }

    private static Path lake() {
        return folder.resolve("lake");
    }

    private static String printed() {
        return PRINTED.toString(StandardCharsets.UTF_8);
    }
}
