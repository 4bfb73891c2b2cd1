package io.mlplatform.features;

import static io.mlplatform.features.Lake.at;
import static io.mlplatform.features.Lake.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.Input;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.VersionFile;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.testkit.format.FormatReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
                .add(row("customer", 1L, "at", at("2026-11-23T10:00:00Z"), "visits", 7, "_created_time", Lake.NOW))
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
                                "_created_time",
                                Lake.NOW,
                                "_write_time",
                                Lake.NOW,
                                "_ordinal",
                                0L,
                                "_deleted",
                                false),
                        row(
                                "customer",
                                1L,
                                "at",
                                at("2026-11-23T10:00:00Z"),
                                "visits",
                                7L,
                                "_created_time",
                                Lake.NOW,
                                "_write_time",
                                Lake.NOW.plusMillis(1),
                                "_ordinal",
                                0L,
                                "_deleted",
                                false),
                        row(
                                "customer",
                                2L,
                                "at",
                                at("2026-11-23T11:00:00Z"),
                                "visits",
                                null,
                                "_created_time",
                                Lake.NOW.plusMillis(1),
                                "_write_time",
                                Lake.NOW.plusMillis(1),
                                "_ordinal",
                                1L,
                                "_deleted",
                                true));
        assertThat(ParquetRows.type(file(version), "_write_time"))
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
        all.forEach(row -> row.keySet().removeIf(column -> column.startsWith("_")));

        assertThat(all).hasSize(6);
        assertThat(all.subList(0, 2)).isEqualTo(all.subList(2, 4)).isEqualTo(all.subList(4, 6));
        assertThat(all.subList(0, 2)).anySatisfy(row -> assertThat(row.get("s")).isEqualTo("a,\"b\"\r\nc"));
    }

    @Test
    void aWrongValueIsNamedByRowAndColumn() throws IOException {
        features.define(Lake.activity()
                .feature("score", FeatureType.DOUBLE)
                .feature("active", FeatureType.BOOLEAN)
                .build());
        String good = "1,2026-11-23T10:00:00Z,5,1.5,true\n";
        String[][] wrong = {
            {",2026-11-23T10:00:00Z,5,1.5,true", "customer"},
            {"x,2026-11-23T10:00:00Z,5,1.5,true", "customer"},
            {"1.0,2026-11-23T10:00:00Z,5,1.5,true", "customer"},
            {"9223372036854775808,2026-11-23T10:00:00Z,5,1.5,true", "customer"},
            {"1,,5,1.5,true", "at"},
            {"1,2026-11-31T10:00:00Z,5,1.5,true", "at"},
            {"1,23.11.2026,5,1.5,true", "at"},
            {"1,infinity,5,1.5,true", "at"},
            {"1,2026-11-23T10:00:00.0000001Z,5,1.5,true", "at"},
            {"1,2026-11-23T10:00:00Z,five,1.5,true", "visits"},
            {"1,2026-11-23T10:00:00Z,5,\"1,5\",true", "score"},
            {"1,2026-11-23T10:00:00Z,5,1.5,yes", "active"},
        };
        for (String[] line : wrong) {
            Path csv = Files.writeString(
                    folder.resolve("in.csv"), "customer,at,visits,score,active\n" + good + line[0] + "\n" + good);

            assertThatThrownBy(
                            () -> features.draft("growth/activity").addCsv(csv).publish())
                    .as(line[0])
                    .isInstanceOfSatisfying(FeatureDataException.class, e -> {
                        assertThat(e.row()).hasValue(2);
                        assertThat(e.column()).hasValue(line[1]);
                    })
                    .hasMessageContaining("in.csv' row 2 column '" + line[1] + "'");
        }
        assertThat(features.find("growth/activity")).isEmpty();
    }

    @Test
    void aWrongRecordIsNamedByRowAndColumn() {
        features.define(Lake.activity().feature("score", FeatureType.DOUBLE).build());
        Map<String, Object> good = visits(1, "2026-11-23T10:00:00Z", 5);
        Object[][] wrong = {
            {"customer", "1", "a whole number"},
            {"customer", null, "a row cannot do without it"},
            {"at", null, "a row cannot do without it"},
            {"at", at("2026-11-23T10:00:00.000000001Z"), "whole microseconds"},
            {"at", at("+10000-01-01T00:00:00Z"), "of the years 1 to 9999"},
            {"visits", 5.0, "a whole number"},
            {"score", (1L << 53) + 1, "a number that 64 bits of floating point hold"},
            {"score", new Object(), "a number"},
        };
        for (Object[] value : wrong) {
            Map<String, Object> bad = new HashMap<>(good);
            bad.put((String) value[0], value[1]);

            assertThatThrownBy(() ->
                            features.draft("growth/activity").add(good).add(bad).publish())
                    .as(value[0] + " = " + value[1])
                    .isInstanceOfSatisfying(FeatureDataException.class, e -> {
                        assertThat(e.row()).hasValue(2);
                        assertThat(e.column()).hasValue((String) value[0]);
                    })
                    .hasMessageContaining((String) value[2]);
        }
        assertThat(features.find("growth/activity")).isEmpty();
    }

    @Test
    void aWrongColumnIsNamed() {
        features.define(Lake.activity().build());
        String[][] wrong = {
            {"SELECT 1 AS customer, 5 AS visits", "at", "is missing"},
            {"SELECT 1 AS customer, now() AS at, 5 AS visit", "visit", "is not one of"},
            {"SELECT '1' AS customer, now() AS at", "customer", "is VARCHAR where the definition has LONG"},
            {"SELECT 1 AS customer, '2026-11-23' AS at", "at", "is VARCHAR where the definition has TIMESTAMP"},
            {"SELECT 1 AS customer, now() AS at, 5.0::DOUBLE AS visits", "visits", "is DOUBLE"},
            {"SELECT 1 AS customer, now() AS at, 5 AS rowid", "rowid", "rename it"},
        };
        for (int i = 0; i < wrong.length; i++) {
            Path parquet = ParquetRows.write(folder.resolve(i + ".parquet"), wrong[i][0]);
            String column = wrong[i][1];

            assertThatThrownBy(() -> features.draft("growth/activity")
                            .addParquet(parquet)
                            .publish())
                    .isInstanceOfSatisfying(FeatureDataException.class, e -> {
                        assertThat(e.row()).isEmpty();
                        assertThat(e.column()).hasValue(column);
                    })
                    .hasMessageContaining(wrong[i][2]);
        }
        assertThat(features.find("growth/activity")).isEmpty();
    }

    @Test
    void aTimeBelowMicrosecondsInAParquetFileIsRefused() {
        features.define(Lake.activity().build());
        Path parquet = ParquetRows.write(
                folder.resolve("nanos.parquet"),
                "SELECT 1 AS customer, TIMESTAMP_NS '2026-11-23 10:00:00.000000001' AS at");

        assertThatThrownBy(() ->
                        features.draft("growth/activity").addParquet(parquet).publish())
                .isInstanceOf(FeatureDataException.class)
                .hasMessageContaining("row 1 column 'at'");
    }

    @Test
    void aFileThatIsNoTableIsRefusedWhole() throws IOException {
        features.define(Lake.activity().build());
        for (String text : new String[] {
            "customer,at,visits\n1,2026-11-23T10:00:00Z\n",
            "customer,at,visits\n1,2026-11-23T10:00:00Z,5,6\n",
            "customer,at,visits\n1,2026-11-23T10:00:00Z,\"5\n",
            "customer,at,at\n",
            "customer,at,visits\n",
            ""
        }) {
            Path csv = Files.writeString(folder.resolve("in.csv"), text);

            assertThatThrownBy(
                            () -> features.draft("growth/activity").addCsv(csv).publish())
                    .as(text)
                    .isInstanceOf(FeatureDataException.class)
                    .hasMessageContaining("in.csv");
            assertThatThrownBy(() ->
                            features.draft("growth/activity").addParquet(csv).publish())
                    .isInstanceOf(FeatureDataException.class)
                    .hasMessageContaining("cannot be read as Parquet");
        }
    }

    @Test
    void aGroupIsDefinedBeforeItIsFilled() {
        assertThatThrownBy(() -> features.draft("growth/activity")
                        .add(visits(1, "2026-11-23T10:00:00Z", 5))
                        .publish())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("define it first");
        features.define(Lake.activity().build());
        assertThatThrownBy(() -> features.draft("growth/activity").publish())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no rows");
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
                .extracting(row -> row.get("_write_time"))
                .containsExactlyInAnyOrder(
                        Lake.NOW, Lake.NOW.plusMillis(1), Lake.NOW.plusMillis(2), Lake.NOW.plusMillis(3));
        for (int n = 1; n <= 4; n++) {
            assertThat(rows(features.get("growth/activity@" + n)))
                    .extracting(row -> row.get("_write_time"))
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

    private static Map<String, Object> visits(long customer, String time, long visits) {
        return row("customer", customer, "at", at(time), "visits", visits);
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
