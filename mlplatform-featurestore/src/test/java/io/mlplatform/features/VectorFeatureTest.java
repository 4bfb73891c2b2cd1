package io.mlplatform.features;

import static io.mlplatform.features.Lake.at;
import static io.mlplatform.features.Lake.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.MlPlatform;
import io.mlplatform.features.online.EmbeddedOnlineStore;
import io.mlplatform.features.online.OnlineRecord;
import io.mlplatform.features.online.OnlineStore;
import io.mlplatform.features.online.RecordKey;
import io.mlplatform.features.online.Serving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFeatureTest {

    private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir
    private Path folder;

    private final MlPlatform platform = Lake.inMemory();
    private final FeatureRepository features = FeatureRepository.of(platform);

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void everyFormOfNumbersInARecordBecomesAVector() {
        define(2);
        FeatureVector half = FeatureVector.of(0.5, -1.25);
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(taste(1, new float[] {0.5f, -1.25f}))
                .add(taste(2, new double[] {0.5, -1.25}))
                .add(taste(3, List.of(0.5f, -1.25)))
                .add(taste(4, List.of(1, 2L)))
                .add(taste(5, half))
                .add(taste(6, new double[] {0.1, Double.NaN}))
                .add(taste(7, null))
                .publish();

        assertThat(tastes(version))
                .containsEntry(1L, half)
                .containsEntry(2L, half)
                .containsEntry(3L, half)
                .containsEntry(4L, FeatureVector.of(1.0, 2.0))
                .containsEntry(5L, half)
                .containsEntry(6L, FeatureVector.of(0.1, Double.NaN))
                .containsEntry(7L, null);
    }

    @Test
    void anArrayOrListThatChangesLaterChangesNoRow() {
        define(2);
        float[] array = {1, 2};
        List<Double> list = new ArrayList<>(List.of(1.0, 2.0));
        FeatureDraft draft =
                features.draft("growth/activity").add(taste(1, array)).add(taste(2, list));
        OnlineRecord record = OnlineRecord.of(RecordKey.of(1L), DAY, Map.of("taste", array));
        array[0] = 9;
        list.set(0, 9.0);

        assertThat(tastes(draft.publish()))
                .containsEntry(1L, FeatureVector.of(1.0, 2.0))
                .containsEntry(2L, FeatureVector.of(1.0, 2.0));
        assertThat(record.features()).containsEntry("taste", FeatureVector.of(1.0, 2.0));
    }

    @Test
    void listsAndArraysOfParquetAndJsonInCsvBecomeVectors() throws IOException {
        define(2);
        Path parquet = ParquetRows.write(
                folder.resolve("lists.parquet"),
                "SELECT 1 AS customer, TIMESTAMP '2026-11-22' AS at, [0.5, -1.25]::FLOAT[2] AS taste");
        Path whole = ParquetRows.write(
                folder.resolve("whole.parquet"), "SELECT 2 AS customer, TIMESTAMP '2026-11-22' AS at, [1, 2] AS taste");
        Path csv = Files.writeString(
                folder.resolve("in.csv"),
                "customer,at,taste\n3,2026-11-22,\"[0.1, -2e3]\"\n4,2026-11-22,\n5,2026-11-22,\"[nan,1]\"\n");

        FeatureGroupVersion version = features.draft("growth/activity")
                .addParquet(parquet)
                .addParquet(whole)
                .addCsv(csv)
                .publish();

        assertThat(tastes(version))
                .containsEntry(1L, FeatureVector.of(0.5, -1.25))
                .containsEntry(2L, FeatureVector.of(1.0, 2.0))
                .containsEntry(3L, FeatureVector.of(0.1, -2000))
                .containsEntry(4L, null)
                .containsEntry(5L, FeatureVector.of(Double.NaN, 1));
    }

    @Test
    void whatIsNoVectorOfTheDefinitionsLengthIsNamedByRowAndColumn() throws IOException {
        define(2);
        for (Object wrong : new Object[] {
            new float[] {1},
            new double[] {1, 2, 3},
            List.of(),
            List.of("a", "b"),
            Arrays.asList(1.0, null),
            1.0,
            List.of((1L << 53) + 1, 1L)
        }) {
            assertThatThrownBy(() -> features.draft("growth/activity")
                            .add(taste(1, new float[] {1, 2}))
                            .add(taste(2, wrong))
                            .publish())
                    .as("%s", wrong)
                    .isInstanceOfSatisfying(FeatureDataException.class, e -> {
                        assertThat(e.row()).hasValue(2);
                        assertThat(e.column()).hasValue("taste");
                    });
        }
        for (String wrong : new String[] {"[1]", "[1,2,3]", "1,2", "[1,]", "[1,null]", "[]", "[[1,2]]", "{1,2}"}) {
            Path csv = Files.writeString(
                    folder.resolve("in.csv"),
                    "customer,at,taste\n1,2026-11-22,\"[1,2]\"\n1,2026-11-22,\"" + wrong + "\"\n");
            assertThatThrownBy(
                            () -> features.draft("growth/activity").addCsv(csv).publish())
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            FeatureDataException.class, e -> assertThat(e.row()).hasValue(2));
        }
        for (String wrong : new String[] {"[1.5]", "[1.5, NULL]", "[1.5, 2.5, 3.5]"}) {
            Path parquet = ParquetRows.write(
                    folder.resolve("in.parquet"),
                    "SELECT 1 AS customer, TIMESTAMP '2026-11-22' AS at, " + wrong + "::DOUBLE[] AS taste");
            assertThatThrownBy(() -> features.draft("growth/activity")
                            .addParquet(parquet)
                            .publish())
                    .as(wrong)
                    .isInstanceOf(FeatureDataException.class)
                    .hasMessageContaining("row 1 column 'taste'");
        }
        for (String wrong : new String[] {"'[1,2]'", "1.5::DOUBLE", "[1::BIGINT, 2]"}) {
            Path parquet = ParquetRows.write(
                    folder.resolve("in.parquet"),
                    "SELECT 1 AS customer, TIMESTAMP '2026-11-22' AS at, " + wrong + " AS taste");
            assertThatThrownBy(() -> features.draft("growth/activity")
                            .addParquet(parquet)
                            .publish())
                    .as(wrong)
                    .isInstanceOf(FeatureDataException.class)
                    .hasMessageContaining("where the definition has VECTOR");
        }
        assertThat(features.find("growth/activity")).isEmpty();
    }

    @Test
    void aVectorIsStoredAsAListOfDoublesAndPassesThroughAJoin() {
        define(2);
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(taste(1, new float[] {0.5f, 2}))
                .publish();
        Path result = folder.resolve("training.parquet");
        features.trainingSet(
                        Spine.records(List.of(
                                row("customer", 1L, "t", at("2026-11-23T00:00:00Z"), "seen", new double[] {7, 8, 9}),
                                row("customer", 2L, "t", at("2026-11-23T00:00:00Z"), "seen", null))),
                        "t")
                .join(version)
                .write(result);

        features.fetch(version, folder.resolve("files"));
        assertThat(features.files(version)).singleElement().satisfies(file -> assertThat(
                        ParquetRows.type(folder.resolve("files").resolve(file.path()), "element"))
                .startsWith("DOUBLE"));
        assertThat(ParquetRows.read(result))
                .extracting(found -> found.get("taste") + " " + found.get("seen"))
                .containsExactly("[0.5, 2.0] [7.0, 8.0, 9.0]", "null null");
    }

    @Test
    void whatIsServedEqualsWhatWasIngested() {
        define(3);
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(taste(1, new double[] {0.1, -0.0, Double.MIN_VALUE}))
                .add(taste(2, new float[] {0.1f, Float.NaN, Float.POSITIVE_INFINITY}))
                .publish();
        Clock clock = Clock.fixed(Lake.NOW, ZoneOffset.UTC);
        try (OnlineStore online = EmbeddedOnlineStore.open(folder.resolve("online.mv"), clock)) {
            Serving serving = Serving.of(features, online, clock);
            serving.materialize(version, DAY, Lake.NOW);

            assertThat(online.get(version.group(), RecordKey.of(1L)).features())
                    .containsEntry("taste", FeatureVector.of(0.1, -0.0, Double.MIN_VALUE));
            assertThat(online.get(version.group(), RecordKey.of(2L)).features())
                    .containsEntry("taste", FeatureVector.of(0.1f, Float.NaN, Float.POSITIVE_INFINITY));
            assertThat(serving.check(version, 10, 1).isConsistent()).isTrue();
            assertThatThrownBy(() -> online.put(
                            version.group(),
                            OnlineRecord.of(RecordKey.of(1L), Lake.NOW, Map.of("taste", List.of(1.0, 2.0)))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has 2 numbers, not the definition's 3");
        }
    }

    @Test
    void aDimensionIsPartOfTheDefinition() {
        define(2);

        assertThat(features.group("growth/activity").features().get(1)).hasToString("taste VECTOR(2)");
        assertThatThrownBy(() -> define(3))
                .hasMessageContaining("taste VECTOR(2)")
                .hasMessageContaining("only grows");
        for (int dimension : new int[] {-1, 0, 8_193}) {
            assertThatThrownBy(() -> FeatureColumn.vector("taste", dimension))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("from 1 to 8192");
        }
        assertThatThrownBy(() -> Lake.activity().feature("taste", FeatureType.VECTOR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FeatureColumn.vector(name, dimension)");
        assertThatThrownBy(
                        () -> Lake.activity().key(FeatureColumn.vector("k", 2)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no equality");
    }

    @Test
    void aVectorGivesItsNumbersAndShowsTheFirst() {
        FeatureVector vector = FeatureVector.of(1, 2, 3, 4, 5, 6, 7, 8, 9);

        assertThat(vector).hasToString("[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, … 9]");
        assertThat(vector.get(8)).isEqualTo(9);
        assertThat(FeatureVector.of(0.1, 2).toFloats()).containsExactly(0.1f, 2);
        vector.toDoubles()[0] = 7;
        assertThat(vector.get(0)).isEqualTo(1);
    }

    private void define(int dimension) {
        features.define(Lake.activity()
                .feature(FeatureColumn.vector("taste", dimension))
                .build());
    }

    private Map<Long, Object> tastes(FeatureGroupVersion version) {
        Map<Long, Object> tastes = new LinkedHashMap<>();
        features.latest(
                version,
                DAY,
                Lake.NOW,
                found -> tastes.put(
                        (Long) found.keys().get("customer"),
                        found.features().orElseThrow().get("taste")));
        return tastes;
    }

    private static Map<String, Object> taste(long customer, Object taste) {
        return row("customer", customer, "at", DAY, "taste", taste);
    }
}
