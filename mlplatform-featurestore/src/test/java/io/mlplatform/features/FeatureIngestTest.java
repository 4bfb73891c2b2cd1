package io.mlplatform.features;

import static io.mlplatform.features.Lake.at;
import static io.mlplatform.features.Lake.row;
import static io.mlplatform.features.Lake.visits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mlplatform.Input;
import io.mlplatform.MlPlatform;
import io.mlplatform.ProgressListener;
import io.mlplatform.VersionFile;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.testkit.HopClock;
import io.mlplatform.testkit.MeteredObjectStore;
import io.mlplatform.testkit.Requests;
import io.mlplatform.testkit.format.FormatReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureIngestTest {

    @TempDir
    private Path folder;

    private final MlPlatform platform = Lake.inMemory();
    private final FeatureRepository features = FeatureRepository.of(platform);

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void draftingTombstonesAsksTheStoreNothing() {
        MeteredObjectStore store = new MeteredObjectStore(new MemoryStore(Clock.systemUTC()), new HopClock());
        try (MlPlatform metered = Lake.on(store, 1, ProgressListener.SILENT)) {
            FeatureRepository stored = FeatureRepository.of(metered);
            stored.define(Lake.activity().build());
            FeatureDraft draft = stored.draft("growth/activity");
            Requests before = store.snapshot();
            for (long customer = 1; customer <= 3; customer++) {
                draft.delete(Map.of("customer", customer), at("2026-11-23T11:00:00Z"));
            }

            assertThat(store.since(before).all()).isEmpty();
            assertThat(draft.publish().ingested()).isEqualTo(3);
        }
        store.close();
    }

    @Test
    void rowsLieInParquetFilesByDayInUtc() {
        features.define(Lake.activity().build());
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(visits(1, "2026-11-22T23:59:59.999999Z", 5))
                .add(visits(2, "2026-11-23T00:00:00Z", 6))
                .message("first")
                .publish();

        assertThat(features.files(version))
                .extracting(VersionFile::path)
                .satisfiesExactly(
                        path -> assertThat(path).matches("event_date=2026-11-22/part-[0-9a-z]{26}-0\\.parquet"),
                        path -> assertThat(path).matches("event_date=2026-11-23/part-[0-9a-z]{26}-0\\.parquet"));
        assertThat(features.get("growth/activity@1")).isEqualTo(version);
        assertThat(features.history("growth/activity").versions()).containsExactly(version);
        assertThat(features.verify(version)).isEmpty();
        assertThat(version.ingested()).isEqualTo(2);
    }

    @Test
    void everyFileCarriesTheSystemColumns() {
        features.define(Lake.activity().build());
        features.draft("growth/activity")
                .add(visits(1, "2026-11-22T10:00:00Z", 5))
                .publish();
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(row(
                        "customer", 1L, "at", at("2026-11-23T10:00:00Z"), "visits", 7, "api_invocation_time", Lake.NOW))
                .delete(Map.of("customer", 2L), at("2026-11-23T11:00:00Z"))
                .publish();

        List<Map<String, Object>> rows = rows(version);

        assertThat(rows)
                .containsExactly(
                        row(
                                "customer",
                                1L,
                                "at",
                                at("2026-11-22T10:00:00Z"),
                                "visits",
                                5L,
                                "api_invocation_time",
                                Lake.NOW,
                                "write_time",
                                Lake.NOW,
                                "_ordinal",
                                0L,
                                "is_deleted",
                                false),
                        row(
                                "customer",
                                1L,
                                "at",
                                at("2026-11-23T10:00:00Z"),
                                "visits",
                                7L,
                                "api_invocation_time",
                                Lake.NOW,
                                "write_time",
                                Lake.NOW.plusMillis(1),
                                "_ordinal",
                                0L,
                                "is_deleted",
                                false),
                        row(
                                "customer",
                                2L,
                                "at",
                                at("2026-11-23T11:00:00Z"),
                                "visits",
                                null,
                                "api_invocation_time",
                                Lake.NOW.plusMillis(1),
                                "write_time",
                                Lake.NOW.plusMillis(1),
                                "_ordinal",
                                1L,
                                "is_deleted",
                                true));
        assertThat(ParquetRows.type(file(version), "write_time"))
                .contains("isAdjustedToUTC=1")
                .contains("MicroSeconds");
    }

    @Test
    void csvParquetAndRecordsGiveTheSameRows() throws IOException {
        FeatureGroup group = FeatureGroup.named("growth/kinds")
                .key("k", FeatureType.STRING)
                .feature("l", FeatureType.LONG)
                .feature("d", FeatureType.DOUBLE)
                .feature("s", FeatureType.STRING)
                .feature("b", FeatureType.BOOLEAN)
                .feature("t", FeatureType.TIMESTAMP)
                .build();
        features.define(group);
        Path csv = Files.writeString(
                folder.resolve("it's [1].csv"),
                "\uFEFFk,event_time,l,d,s,b,t\r\n"
                        + "007,2026-11-23T10:00:00.000001Z,-9223372036854775808,1e3,\"a,\"\"b\"\"\r\nc\",TRUE,2026-01-01\r\n"
                        + "\"\",2026-11-23 12:00:00+02:00,,,\"\",,\r\n");
        Path parquet = ParquetRows.write(
                folder.resolve("a.parquet"),
                "SELECT * FROM (VALUES ('007', TIMESTAMP_NS '2026-11-23 10:00:00.000001', (-9223372036854775808)::BIGINT,"
                        + " 1000::BIGINT, 'a,\"b\"' || chr(13) || chr(10) || 'c', true, DATE '2026-01-01'),"
                        + " ('', TIMESTAMP_NS '2026-11-23 10:00:00', NULL, NULL, '', NULL, NULL)) v(k, event_time, l, d, s, b, t)");
        List<FeatureGroupVersion> versions = List.of(
                features.draft("growth/kinds").addCsv(csv).publish(),
                features.draft("growth/kinds").addParquet(parquet).publish(),
                features.draft("growth/kinds")
                        .add(row(
                                "k",
                                "007",
                                "event_time",
                                at("2026-11-23T10:00:00.000001Z"),
                                "l",
                                Long.MIN_VALUE,
                                "d",
                                1_000,
                                "s",
                                "a,\"b\"\r\nc",
                                "b",
                                true,
                                "t",
                                at("2026-01-01T00:00:00Z")))
                        .add(row("k", "", "event_time", at("2026-11-23T10:00:00Z"), "s", ""))
                        .publish());

        List<Map<String, Object>> all = rows(versions.get(2));
        all.forEach(
                row -> row.keySet().removeAll(List.of("api_invocation_time", "write_time", "_ordinal", "is_deleted")));

        assertThat(all).hasSize(6);
        assertThat(all.subList(0, 2)).isEqualTo(all.subList(2, 4)).isEqualTo(all.subList(4, 6));
        assertThat(all.subList(0, 2)).anySatisfy(row -> assertThat(row.get("s")).isEqualTo("a,\"b\"\r\nc"));
    }

    @Test
    void aVersionKeepsTheDefinitionOfItsTime() {
        FeatureGroup before = features.define(Lake.activity().build());
        features.draft("growth/activity")
                .add(visits(1, "2026-11-22T10:00:00Z", 5))
                .publish();
        FeatureGroup after = features.define(
                Lake.activity().feature("plan", FeatureType.STRING).build());
        features.draft("growth/activity")
                .add(row("customer", 1, "at", at("2026-11-23T10:00:00Z"), "plan", "pro"))
                .publish();

        assertThat(features.get("growth/activity@1").group()).isEqualTo(before);
        assertThat(features.get("growth/activity@2").group()).isEqualTo(after);
    }

    @Test
    void anAliasNamesAVersionUntilItIsTakenAway() {
        features.define(Lake.activity().build());
        FeatureGroupVersion first = features.draft("growth/activity")
                .add(visits(1, "2026-11-22T10:00:00Z", 5))
                .publish();
        FeatureGroupVersion second = features.draft("growth/activity")
                .add(visits(1, "2026-11-23T10:00:00Z", 6))
                .publish();

        features.assign(first, "stable");

        assertThat(features.get("growth/activity@stable")).isEqualTo(first);
        assertThat(features.get(first.ref().toVersionRef())).isEqualTo(first);
        assertThat(features.history("growth/activity", 1).versions()).containsExactly(second);
        features.removeAlias("growth/activity", "stable");
        assertThat(features.find("growth/activity@stable")).isEmpty();
    }

    @Test
    void anIngestThatIsOvertakenWhileItUploadsWritesItsFilesAgainWithALaterTime() {
        try (MemoryStore store = new MemoryStore(Clock.fixed(Lake.NOW, ZoneOffset.UTC));
                MlPlatform fast = Lake.on(store, 1, ProgressListener.SILENT)) {
            FeatureRepository.of(fast).define(Lake.activity().build());
            AtomicBoolean overtaken = new AtomicBoolean();
            ProgressListener overtake = progress -> {
                if (overtaken.compareAndSet(false, true)) {
                    FeatureRepository.of(fast)
                            .draft("growth/activity")
                            .add(visits(1, "2026-11-23T10:00:00Z", 1))
                            .publish();
                }
            };
            try (MlPlatform slow = Lake.on(store, 2, overtake)) {
                FeatureRepository.of(slow)
                        .draft("growth/activity")
                        .add(visits(1, "2026-11-23T10:00:00Z", 2))
                        .publish();
            }

            FeatureGroupVersion both = FeatureRepository.of(fast).get("growth/activity@2");
            FeatureRepository.of(fast).fetch(both, folder.resolve("both"));
            assertThat(FeatureRepository.of(fast).files(both))
                    .flatMap(file -> ParquetRows.read(folder.resolve("both").resolve(file.path())))
                    .extracting(row -> row.get("visits"), row -> row.get("write_time"))
                    .containsExactlyInAnyOrder(tuple(1L, Lake.NOW), tuple(2L, Lake.NOW.plusMillis(1)));
        }
    }

    @Test
    void ingestsAtTheSameTimeAllGetThroughWithWriteTimesInTheOrderOfTheLog() throws Exception {
        features.define(Lake.activity().build());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<FeatureGroupVersion>> ingests = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int visits = i;
                ingests.add(() -> features.draft("growth/activity")
                        .add(visits(1, "2026-11-23T10:00:00Z", visits))
                        .publish());
            }
            for (Future<FeatureGroupVersion> ingest : threads.invokeAll(ingests)) {
                assertThat(ingest.get().ingested()).isEqualTo(1);
            }
        } finally {
            threads.shutdown();
        }

        FeatureGroupVersion last = features.get("growth/activity@4");
        assertThat(rows(last))
                .extracting(row -> row.get("write_time"))
                .containsExactlyInAnyOrder(
                        Lake.NOW, Lake.NOW.plusMillis(1), Lake.NOW.plusMillis(2), Lake.NOW.plusMillis(3));
        for (int n = 1; n <= 4; n++) {
            assertThat(rows(features.get("growth/activity@" + n)))
                    .extracting(row -> row.get("write_time"))
                    .contains(Lake.NOW.plusMillis(n - 1));
        }
    }

    @Test
    void anIngestNamesWhatItWasMadeFrom() {
        DatasetVersion raw = platform.datasets()
                .draft("growth/raw")
                .addBytes("a.csv", new byte[] {1})
                .publish();
        features.define(Lake.activity().build());

        FeatureGroupVersion version = features.draft("growth/activity")
                .add(visits(1, "2026-11-23T10:00:00Z", 5))
                .uses(raw, "events")
                .publish();

        assertThat(features.get("growth/activity@1").inputs()).containsExactly(new Input(raw.ref(), "events"));
        assertThat(platform.lineage().of(version)).hasToString(version.ref() + "\n  ← " + raw.ref() + " (events)");
    }

    @Test
    void theIndependentReaderFindsNothingWrongInWhatIsStored() {
        try (MlPlatform onDisk = Lake.onDisk(folder.resolve("lake"))) {
            FeatureRepository stored = FeatureRepository.of(onDisk);
            stored.define(Lake.activity().owner("growth").build());
            FeatureGroupVersion first = stored.draft("growth/activity")
                    .add(visits(1, "2026-11-22T10:00:00Z", 5))
                    .publish();
            stored.define(Lake.activity().feature("plan", FeatureType.STRING).build());
            stored.draft("growth/activity")
                    .delete(Map.of("customer", 1L), at("2026-11-23T10:00:00Z"))
                    .publish();
            stored.trainingSet(Spine.records(List.of(row("customer", 1L, "t", at("2026-11-22T12:00:00Z")))), "t")
                    .join(first)
                    .publish("growth/churn");
        }

        assertThat(FormatReader.read(folder.resolve("lake")).findings()).isEmpty();
    }

    private Path file(FeatureGroupVersion version) {
        fetched(version);
        return folder.resolve("v" + version.version())
                .resolve(features.files(version).get(0).path());
    }

    private List<Map<String, Object>> rows(FeatureGroupVersion version) {
        fetched(version);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (VersionFile file : features.files(version)) {
            rows.addAll(ParquetRows.read(folder.resolve("v" + version.version()).resolve(file.path())));
        }
        return rows;
    }

    private void fetched(FeatureGroupVersion version) {
        features.fetch(version, folder.resolve("v" + version.version()));
    }
}
