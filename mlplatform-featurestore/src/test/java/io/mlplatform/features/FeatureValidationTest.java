package io.mlplatform.features;

import static io.mlplatform.features.Lake.at;
import static io.mlplatform.features.Lake.visits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureValidationTest {

    @TempDir
    private Path folder;

    private final MlPlatform platform = Lake.inMemory();
    private final FeatureRepository features = FeatureRepository.of(platform);

    @AfterEach
    void close() {
        platform.close();
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
            {"at", at("2026-11-23T10:00:00.000000001Z"), "use truncatedTo(ChronoUnit.MICROS), nothing was stored"},
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
}
