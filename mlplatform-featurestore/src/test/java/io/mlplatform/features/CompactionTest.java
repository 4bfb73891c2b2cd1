package io.mlplatform.features;

import static io.mlplatform.features.Lake.at;
import static io.mlplatform.features.Lake.row;
import static io.mlplatform.features.Lake.visits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.ProgressListener;
import io.mlplatform.VersionFile;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.testkit.HopClock;
import io.mlplatform.testkit.MeteredObjectStore;
import io.mlplatform.testkit.Request;
import io.mlplatform.testkit.RequestKind;
import io.mlplatform.testkit.Requests;
import io.mlplatform.testkit.format.FormatReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {

    private static final String MORNING = "2026-11-23T08:00:00Z";
    private static final String NOON = "2026-11-23T12:00:00Z";
    private static final String YESTERDAY = "2026-11-22T12:00:00Z";

    @TempDir
    private Path folder;

    private final MeteredObjectStore store =
            new MeteredObjectStore(new MemoryStore(Clock.fixed(Lake.NOW, ZoneOffset.UTC)), new HopClock());
    private final MlPlatform platform = Lake.on(store, 7, ProgressListener.SILENT);
    private final FeatureRepository features = FeatureRepository.of(platform);

    @AfterEach
    void close() {
        platform.close();
        store.close();
    }

    @Test
    void smallFilesOfADayBecomeOneAndNoRowAndNoAnswerChanges() {
        FeatureGroupVersion before = severalIngests(features);

        FeatureGroupVersion after = features.compact("growth/activity");

        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(after.ingested()).isZero();
        assertThat(after.ties()).isEqualTo(before.ties()).isEqualTo(RowTies.POSSIBLE);
        assertThat(after.group()).isEqualTo(before.group());
        assertThat(features.files(before)).hasSize(5);
        assertThat(features.files(after))
                .extracting(VersionFile::path)
                .satisfiesExactly(
                        path -> assertThat(path).startsWith("event_date=2026-11-22/"),
                        path -> assertThat(path).startsWith("event_date=2026-11-23/"));
        assertThat(rows(after)).hasSize(6).containsExactlyInAnyOrderElementsOf(rows(before));
        assertThat(trained(after)).isEqualTo(trained(before));
        assertThat(features.verify(after)).isEmpty();
        assertThat(features.verify(before)).isEmpty();
    }

    @Test
    void whereThereIsNothingToDoNothingIsWritten() {
        severalIngests(features);
        FeatureGroupVersion compacted = features.compact("growth/activity");
        Requests before = store.snapshot();

        assertThat(features.compact("growth/activity")).isEqualTo(compacted);

        assertThat(store.since(before).all())
                .extracting(Request::kind)
                .isNotEmpty()
                .isSubsetOf(RequestKind.LIST, RequestKind.GET);
        assertThatThrownBy(() -> features.compact("growth/none")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> features.compact("growth/activity@1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIngestThatComesWhileFilesAreCompactedStays() {
        severalIngests(features);
        AtomicBoolean overtaken = new AtomicBoolean();
        ProgressListener overtake = progress -> {
            if (overtaken.compareAndSet(false, true)) {
                features.define(Lake.activity()
                        .feature("plan", FeatureType.STRING)
                        .feature("late", FeatureType.LONG)
                        .build());
                features.draft("growth/activity")
                        .add(row("customer", 9, "at", at(NOON), "late", 1))
                        .publish();
            }
        };
        try (MlPlatform other = Lake.on(store, 2, overtake)) {
            FeatureGroupVersion after = FeatureRepository.of(other).compact("growth/activity");

            assertThat(overtaken).isTrue();
            assertThat(after.version()).isEqualTo(6);
            assertThat(after.group().features()).hasSize(3);
            assertThat(features.files(after)).hasSize(3);
            assertThat(trained(after)).isEqualTo(trained(features.get("growth/activity@5")));
        }
    }

    @Test
    void ofTwoCompactionsAtTheSameTimeOneIsMade() {
        FeatureGroupVersion before = severalIngests(features);
        AtomicBoolean overtaken = new AtomicBoolean();
        ProgressListener overtake = progress -> {
            if (overtaken.compareAndSet(false, true)) {
                features.compact("growth/activity");
            }
        };
        try (MlPlatform other = Lake.on(store, 2, overtake)) {
            FeatureGroupVersion after = FeatureRepository.of(other).compact("growth/activity");

            assertThat(overtaken).isTrue();
            assertThat(after.version()).isEqualTo(5);
            assertThat(rows(after)).containsExactlyInAnyOrderElementsOf(rows(before));
        }
    }

    @Test
    void ingestsGoOnAfterACompaction() {
        severalIngests(features);
        features.compact("growth/activity");

        FeatureGroupVersion after =
                features.draft("growth/activity").add(visits(1, NOON, 99)).publish();

        assertThat(after.files()).isEqualTo(3);
        assertThat(trained(after)).contains(row("customer", 1L, "t", at("2026-11-23T23:00:00Z"), "visits", 99L));
    }

    @Test
    void theIndependentReaderFindsNothingWrong() {
        try (MlPlatform onDisk = Lake.onDisk(folder.resolve("lake"))) {
            FeatureRepository stored = FeatureRepository.of(onDisk);
            severalIngests(stored);
            stored.compact("growth/activity");
        }

        assertThat(FormatReader.read(folder.resolve("lake")).findings()).isEmpty();
    }

    /** Ties, a correction, late data, a tombstone, and a feature that came later; files of one day in all four versions. */
    private static FeatureGroupVersion severalIngests(FeatureRepository features) {
        features.define(Lake.activity().build());
        features.draft("growth/activity")
                .add(visits(1, MORNING, 1))
                .add(visits(2, MORNING, 2))
                .publish();
        features.draft("growth/activity")
                .add(visits(1, MORNING, 3))
                .add(visits(1, YESTERDAY, 4))
                .publish();
        features.define(Lake.activity().feature("plan", FeatureType.STRING).build());
        features.draft("growth/activity")
                .add(row("customer", 3, "at", at(NOON), "plan", "pro"))
                .publish();
        return features.draft("growth/activity")
                .delete(Map.of("customer", 2L), at(NOON))
                .publish();
    }

    private List<Map<String, Object>> trained(FeatureGroupVersion version) {
        Path file = folder.resolve("trained-" + version.version() + ".parquet");
        features.trainingSet(
                        Spine.records(List.of(
                                Lake.point(1, YESTERDAY),
                                Lake.point(1, "2026-11-23T23:00:00Z"),
                                Lake.point(2, MORNING),
                                Lake.point(2, "2026-11-23T23:00:00Z"),
                                Lake.point(3, NOON))),
                        "t")
                .join(version)
                .write(file);
        List<Map<String, Object>> rows = new ArrayList<>(ParquetRows.read(file));
        rows.forEach(row -> row.keySet().retainAll(List.of("customer", "t", "visits")));
        return rows;
    }

    private List<Map<String, Object>> rows(FeatureGroupVersion version) {
        Path into = folder.resolve("v" + version.version());
        if (!Files.exists(into)) {
            features.fetch(version, into);
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (VersionFile file : features.files(version)) {
            rows.addAll(ParquetRows.read(into.resolve(file.path())));
        }
        // Files from before the feature was added do not have it.
        rows.forEach(row -> row.putIfAbsent("plan", null));
        return rows;
    }
}
