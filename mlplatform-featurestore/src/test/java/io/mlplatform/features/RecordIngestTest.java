package io.mlplatform.features;

import static io.mlplatform.features.Lake.at;
import static io.mlplatform.features.Lake.row;
import static io.mlplatform.features.Lake.visits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.MlPlatform;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordIngestTest {

    private static final Instant DAY = at("2026-11-23T00:00:00Z");

    private record Visit(long customer, Instant time, int count) {}

    private static final BiConsumer<Visit, FeatureRow> TELLER = (visit, row) ->
            row.set("customer", visit.customer).set("at", visit.time).set("visits", visit.count);

    @TempDir
    private Path folder;

    private final MlPlatform platform = Lake.inMemory();
    private final FeatureRepository features = FeatureRepository.of(platform);

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void whatAnIteratorGivesIsStoredInItsOrderAsRecordsAre() {
        features.define(Lake.activity().build());
        FeatureGroupVersion told = features.draft("growth/activity")
                .add(visits(9, "2026-11-23T00:00:00Z", 0))
                .addAll(some(5_000), TELLER)
                .delete(Map.of("customer", 3L), DAY)
                .publish();
        features.define(FeatureGroup.named("growth/other")
                .key("customer", FeatureType.LONG)
                .eventTime("at")
                .feature("visits", FeatureType.LONG)
                .build());
        FeatureGroupVersion maps = features.draft("growth/other")
                .add(visits(9, "2026-11-23T00:00:00Z", 0))
                .addAll(LongStream.range(0, 5_000)
                        .mapToObj(i -> row("customer", i % 7, "at", DAY.plus(i, ChronoUnit.MICROS), "visits", i))
                        .iterator())
                .delete(Map.of("customer", 3L), DAY)
                .publish();

        List<Map<String, Object>> rows = rows(told);
        assertThat(rows).hasSize(5_002).isEqualTo(rows(maps));
        assertThat(rows.subList(1, 5_001))
                .allSatisfy(row -> assertThat(row.get("_ordinal")).isEqualTo((long) row.get("visits") + 1));
        assertThat(told.ingested()).isEqualTo(5_002);
    }

    @Test
    void anIteratorIsAskedForOneRowAfterTheOtherWhileThePublishRuns() {
        features.define(Lake.activity().build());
        int[] asked = new int[1];
        FeatureDraft draft = features.draft("growth/activity")
                .addAll(IntStream.range(0, 10).peek(i -> asked[0] = i + 1).iterator(), (i, row) -> {
                    assertThat(asked[0]).isEqualTo(i + 1);
                    row.set("customer", i).set("at", DAY);
                });

        assertThat(asked[0]).isZero();
        assertThat(draft.publish().ingested()).isEqualTo(10);
    }

    @Test
    void valuesAreWidenedAndColumnsFoundInAnyOrderAndCase() {
        features.define(Lake.activity()
                .feature("score", FeatureType.DOUBLE)
                .feature("active", FeatureType.BOOLEAN)
                .feature("plan", FeatureType.STRING)
                .feature("since", FeatureType.TIMESTAMP)
                .feature(FeatureColumn.vector("taste", 2))
                .build());
        FeatureGroupVersion version = features.draft("growth/activity")
                .addAll(List.of(1).iterator(), (one, row) -> row.set("PLAN", "pro")
                        .set("active", true)
                        .set("score", 5)
                        .set("customer", (short) 1)
                        .set("api_invocation_time", DAY.plusSeconds(1))
                        .set("visits", null)
                        .set("since", DAY)
                        .set("taste", new float[] {0.5f, 1})
                        .set("at", DAY))
                .publish();

        assertThat(rows(version))
                .containsExactly(row(
                        "customer",
                        1L,
                        "at",
                        DAY,
                        "visits",
                        null,
                        "score",
                        5.0,
                        "active",
                        true,
                        "plan",
                        "pro",
                        "since",
                        DAY,
                        "taste",
                        List.of(0.5, 1.0),
                        "api_invocation_time",
                        DAY.plusSeconds(1),
                        "write_time",
                        Lake.NOW,
                        "_ordinal",
                        0L,
                        "is_deleted",
                        false));
    }

    @Test
    void aWrongValueIsNamedByItsRowAndColumnAndNothingIsStored() {
        features.define(Lake.activity()
                .feature("plan", FeatureType.STRING)
                .feature(FeatureColumn.vector("taste", 2))
                .build());
        refused("customer", "a row cannot do without it", row -> row.set("at", DAY));
        refused("at", "a row cannot do without it", row -> row.set("customer", 1)
                .set("at", null));
        refused("visits", "'0.5' (Double) is not a whole number", row -> row.set("visits", 0.5));
        refused("visits", "'true' (Boolean) is not a whole number", row -> row.set("visits", true));
        refused("plan", "'1' (Long) is not text", row -> row.set("plan", 1));
        refused("plan", "well-formed", row -> row.set("plan", "\uD800"));
        refused("taste", "[1.0] is not a list of 2 numbers", row -> row.set("taste", List.of(1)));
        refused("at", "truncatedTo", row -> row.set("at", DAY.plusNanos(1)));
        refused("visit", "is not one of [customer, at, visits, plan, taste,", row -> row.set("visit", null));
        refused("VISITS", "is set twice", row -> row.set("visits", 1).set("VISITS", 1));
        assertThat(features.find("growth/activity")).isEmpty();
    }

    @Test
    void whatAnIteratorThrowsEndsThePublishAndNothingIsStored() {
        features.define(Lake.activity().build());
        Iterator<Visit> broken = LongStream.iterate(0, i -> i + 1)
                .mapToObj(i -> {
                    if (i == 10_000) {
                        throw new IllegalStateException("the queue is gone");
                    }
                    return new Visit(i, DAY, 1);
                })
                .iterator();

        assertThatThrownBy(() ->
                        features.draft("growth/activity").addAll(broken, TELLER).publish())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the queue is gone");
        assertThat(features.find("growth/activity")).isEmpty();
    }

    @Test
    void anIteratorWithoutRowsIsRefused() {
        features.define(Lake.activity().build());

        assertThatThrownBy(() -> features.draft("growth/activity")
                        .addAll(List.<Visit>of().iterator(), TELLER)
                        .publish())
                .isInstanceOf(FeatureDataException.class)
                .hasMessageContaining("records")
                .hasMessageContaining("no rows");
    }

    @Test
    void rowsOfMoreDaysThanFilesAreKeptOpenLieInAFileADay() {
        features.define(Lake.activity().build());
        FeatureGroupVersion version = features.draft("growth/activity")
                .addAll(IntStream.range(0, 4_000).iterator(), (i, row) -> row.set("customer", i)
                        .set("at", DAY.plus(i * 37 % 400, ChronoUnit.DAYS)))
                .publish();

        assertThat(version.files()).isEqualTo(400);
        assertThat(rows(version)).hasSize(4_000);
    }

    @Test
    void rowsOfALargeFileAreNumberedInItsOrder() {
        features.define(Lake.activity().build());
        Path parquet = ParquetRows.write(
                folder.resolve("large.parquet"),
                "SELECT i * 7919 % 1000 AS customer, TIMESTAMPTZ '2026-11-23 00:00:00Z' AS at, i + 1 AS visits"
                        + " FROM range(250000) r(i)");
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(row("customer", 1, "at", DAY, "visits", 0))
                .addParquet(parquet)
                .publish();

        assertThat(rows(version)).hasSize(250_001).allSatisfy(row -> assertThat(row.get("_ordinal"))
                .isEqualTo(row.get("visits")));
    }

    @Test
    void filesAreCompressedByZstd() {
        features.define(Lake.activity().build());
        FeatureGroupVersion version =
                features.draft("growth/activity").addAll(some(10), TELLER).publish();

        rows(version);
        assertThat(ParquetRows.codecs(file(version, 0))).containsExactly("ZSTD");
    }

    private static Iterator<Visit> some(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Visit(i % 7, DAY.plus(i, ChronoUnit.MICROS), i))
                .iterator();
    }

    private interface Wrong {
        void tell(FeatureRow row);
    }

    private void refused(String column, String message, Wrong wrong) {
        BiConsumer<Integer, FeatureRow> teller = (i, row) -> {
            if (i == 0) {
                row.set("customer", 1).set("at", DAY);
            } else {
                wrong.tell(row);
            }
        };
        assertThatThrownBy(() -> features.draft("growth/activity")
                        .addAll(List.of(0, 1).iterator(), teller)
                        .publish())
                .as(column)
                .isInstanceOfSatisfying(FeatureDataException.class, e -> {
                    assertThat(e.row()).hasValue(2);
                    assertThat(e.column()).hasValue(column);
                })
                .hasMessageContaining("records row 2 column '" + column + "'")
                .hasMessageContaining(message);
    }

    private List<Map<String, Object>> rows(FeatureGroupVersion version) {
        features.fetch(version, into(version));
        return IntStream.range(0, (int) version.files())
                .mapToObj(i -> ParquetRows.read(file(version, i)))
                .flatMap(List::stream)
                .toList();
    }

    private Path file(FeatureGroupVersion version, int index) {
        return into(version).resolve(features.files(version).get(index).path());
    }

    private Path into(FeatureGroupVersion version) {
        return folder.resolve(version.ref().entity().value());
    }
}
