package io.mlplatform.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.ProgressListener;
import io.mlplatform.testkit.format.FormatReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that ends in the middle of an ingest, as by a kill, leaves nothing that anyone sees or that is in the way. */
class KilledIngestTest {

    private static final int KILLED = 9;
    private static final long LAST_ROW = 50_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"asks for rows", "stores files"})
    void nothingIsVisibleOfAnIngestWhoseProcessEndsWhileIt(String what) throws IOException, InterruptedException {
        Path lake = folder.resolve("lake");
        FeatureGroupVersion first;
        try (MlPlatform platform = MlPlatform.open(lake.toUri().toString())) {
            FeatureRepository features = FeatureRepository.of(platform);
            features.define(Lake.activity().build());
            first = features.draft("growth/activity")
                    .add(Lake.visits(1, "2026-11-23T10:00:00Z", 5))
                    .publish();
        }

        assertThat(child(lake, what)).isEqualTo(KILLED);

        try (MlPlatform platform = MlPlatform.open(lake.toUri().toString())) {
            FeatureRepository features = FeatureRepository.of(platform);
            assertThat(features.get("growth/activity")).isEqualTo(first);
            assertThat(features.verify(first)).isEmpty();
            assertThat(features.draft("growth/activity")
                            .add(Lake.visits(1, "2026-11-24T10:00:00Z", 6))
                            .publish()
                            .version())
                    .isEqualTo(2);
        }
        assertThat(FormatReader.read(lake).findings()).isEmpty();
    }

    private int child(Path lake, String what) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Djava.io.tmpdir=" + folder,
                        KilledIngestTest.class.getName(),
                        lake.toUri().toString(),
                        what)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.txt").toFile())
                .start()
                .waitFor();
    }

    /** The process that ends: at a row, or as the first file is on its way. */
    public static void main(String[] arguments) {
        ProgressListener listener = progress -> {
            if (arguments[1].equals("stores files")) {
                Runtime.getRuntime().halt(KILLED);
            }
        };
        try (MlPlatform platform =
                MlPlatform.builder().location(arguments[0]).progress(listener).open()) {
            Iterator<Map<String, Object>> rows = LongStream.range(0, LAST_ROW)
                    .peek(row -> {
                        if (arguments[1].equals("asks for rows") && row == LAST_ROW - 1) {
                            Runtime.getRuntime().halt(KILLED);
                        }
                    })
                    .mapToObj(row -> Lake.visits(row, "2026-11-23T10:00:00Z", row))
                    .iterator();
            FeatureRepository.of(platform).draft("growth/activity").addAll(rows).publish();
        }
    }
}
