package io.mlplatform.features;

import static io.mlplatform.features.Lake.at;
import static io.mlplatform.features.Lake.point;
import static io.mlplatform.features.Lake.row;
import static io.mlplatform.features.Lake.visits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.mlplatform.MlPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointInTimeJoinTest {

    private static final String NOON = "2026-11-23T12:00:00Z";

    @TempDir
    private Path folder;

    private final MlPlatform platform = Lake.inMemory();
    private final FeatureRepository features = FeatureRepository.of(platform);

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void theFourEndingsAreToldApart() {
        features.define(Lake.activity().ttl(Duration.ofHours(1)).build());
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(visits(1, NOON, 5))
                .add(visits(2, "2026-11-23T10:00:00Z", 6))
                .add(visits(3, "2026-11-23T11:00:00Z", 7))
                .delete(Map.of("customer", 3L), at("2026-11-23T11:30:00Z"))
                .publish();

        assertThat(joined(version, point(1, NOON), point(2, NOON), point(3, NOON), point(4, NOON)))
                .containsExactly(
                        row("customer", 1L, "t", at(NOON), "visits", 5L, "activity_status", "found"),
                        row("customer", 2L, "t", at(NOON), "visits", null, "activity_status", "expired"),
                        row("customer", 3L, "t", at(NOON), "visits", null, "activity_status", "deleted"),
                        row("customer", 4L, "t", at(NOON), "visits", null, "activity_status", "missing"));
    }

    @Test
    void theEventTimeAndTheTtlAreInclusiveToTheMicrosecond() {
        features.define(Lake.activity().ttl(Duration.ofHours(1)).build());
        FeatureGroupVersion version =
                features.draft("growth/activity").add(visits(1, NOON, 5)).publish();

        assertThat(statuses(
                        version,
                        point(1, "2026-11-23T11:59:59.999999Z"),
                        point(1, NOON),
                        point(1, "2026-11-23T13:00:00Z"),
                        point(1, "2026-11-23T13:00:00.000001Z")))
                .containsExactly("missing", "found", "found", "expired");
    }

    @Test
    void aTtlOfZeroHoldsAtTheEventTimeAndNoTtlForEver() {
        features.define(Lake.activity().ttl(Duration.ZERO).build());
        FeatureGroupVersion moment =
                features.draft("growth/activity").add(visits(1, NOON, 5)).publish();
        features.define(FeatureGroup.named("growth/plan")
                .key("customer", FeatureType.LONG)
                .feature("plan", FeatureType.STRING)
                .build());
        FeatureGroupVersion always = features.draft("growth/plan")
                .add(row("customer", 1L, "event_time", at("0001-01-01T00:00:00Z"), "plan", "pro"))
                .publish();

        assertThat(statuses(moment, point(1, NOON), point(1, "2026-11-23T12:00:00.000001Z")))
                .containsExactly("found", "expired");
        assertThat(joined(always, point(1, "9999-12-31T23:59:59.999999Z")))
                .first()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .contains(entry("plan", "pro"), entry("plan_status", "found"));
    }

    @Test
    void aTombstoneHidesTheValueBeforeItUntilALaterRow() {
        features.define(Lake.activity().build());
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(visits(1, "2026-11-23T08:00:00Z", 5))
                .delete(Map.of("customer", 1L), at("2026-11-23T09:00:00Z"))
                .add(visits(1, "2026-11-23T10:00:00Z", 6))
                .publish();

        assertThat(statuses(
                        version,
                        point(1, "2026-11-23T08:30:00Z"),
                        point(1, "2026-11-23T09:30:00Z"),
                        point(1, "2026-11-23T10:30:00Z")))
                .containsExactly("found", "deleted", "found");
    }

    @Test
    void ofRowsWithOneEventTimeTheOneMadeLaterThenWrittenLaterThenFurtherDownCounts() {
        features.define(Lake.activity().build());
        String later = "2026-11-23T12:30:00Z";
        features.draft("growth/activity")
                .add(visits(1, NOON, 10, later))
                .add(visits(2, NOON, 20))
                .add(visits(3, NOON, 30))
                .add(visits(3, NOON, 31))
                .add(visits(4, NOON, 40, "2026-01-01T00:00:00Z"))
                .publish();
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(visits(1, NOON, 11))
                .add(visits(2, NOON, 21))
                .add(visits(4, NOON, 41, "2026-01-01T00:00:00Z"))
                .publish();

        assertThat(joined(version, point(1, NOON), point(2, NOON), point(3, NOON), point(4, NOON)))
                .extracting(row -> row.get("visits"))
                .containsExactly(10L, 21L, 31L, 41L);
    }

    @Test
    void thePinnedVersionIsAllThatIsSeen() {
        features.define(Lake.activity().build());
        FeatureGroupVersion first = features.draft("growth/activity")
                .add(visits(1, "2026-11-23T08:00:00Z", 5))
                .publish();
        features.define(Lake.activity().feature("plan", FeatureType.STRING).build());
        FeatureGroupVersion second = features.draft("growth/activity")
                .add(visits(1, "2026-11-23T09:00:00Z", 6))
                .publish();

        assertThat(joined(first, point(1, NOON)).get(0))
                .doesNotContainKey("plan")
                .containsEntry("visits", 5L);
        assertThat(joined(second, point(1, NOON)).get(0))
                .containsEntry("plan", null)
                .containsEntry("visits", 6L);
        assertThat(statuses(second, point(1, "2026-11-23T08:30:00Z"))).containsExactly("found");
    }

    @Test
    void whatWasKnownLaterIsNotSeenWhereThatIsAsked() {
        features.define(Lake.activity().feature("loaded", FeatureType.TIMESTAMP).build());
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(row("customer", 1, "at", at("2026-11-23T08:00:00Z"), "visits", 5, "loaded", at(NOON)))
                .add(row(
                        "customer",
                        1,
                        "at",
                        at("2026-11-23T07:00:00Z"),
                        "visits",
                        4,
                        "loaded",
                        at("2026-11-23T07:00:00Z")))
                .add(row("customer", 1, "at", at("2026-11-23T07:30:00Z"), "visits", 3))
                .publish();
        Spine spine = Spine.records(List.of(point(1, "2026-11-23T11:59:59.999999Z"), point(1, NOON)));

        assertThat(result(features.trainingSet(spine, "t").join(version).knownAt("loaded")))
                .extracting(row -> row.get("visits"))
                .containsExactly(4L, 5L);
        assertThat(result(features.trainingSet(spine, "t").join(version).knownAt("api_invocation_time")))
                .extracting(row -> row.get("activity_status"))
                .containsExactly("missing", "found");
        assertThatThrownBy(() -> features.trainingSet(spine, "t")
                        .join(version)
                        .knownAt("visits")
                        .publish("growth/x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("api_invocation_time");
    }

    @Test
    void everySpineRowStaysInItsPlaceAlsoWithoutKeyOrTimeAndTwice() {
        features.define(Lake.activity().build());
        FeatureGroupVersion version =
                features.draft("growth/activity").add(visits(1, NOON, 5)).publish();

        assertThat(joined(
                        version,
                        row("customer", 1L, "t", null),
                        point(1, NOON),
                        row("customer", null, "t", at(NOON)),
                        point(1, NOON),
                        point(0, NOON)))
                .containsExactly(
                        row("customer", 1L, "t", null, "visits", null, "activity_status", "missing"),
                        row("customer", 1L, "t", at(NOON), "visits", 5L, "activity_status", "found"),
                        row("customer", null, "t", at(NOON), "visits", null, "activity_status", "missing"),
                        row("customer", 1L, "t", at(NOON), "visits", 5L, "activity_status", "found"),
                        row("customer", 0L, "t", at(NOON), "visits", null, "activity_status", "missing"));
    }

    @Test
    void aRowWithoutTimeFindsNothingInALongSpineEither() {
        features.define(Lake.activity().build());
        FeatureGroupVersion version =
                features.draft("growth/activity").add(visits(1, NOON, 5)).publish();
        Map<?, ?>[] spine = new Map<?, ?>[1_000];
        Arrays.fill(spine, row("customer", 1L, "t", null));
        spine[500] = point(1, NOON);

        List<Object> statuses = statuses(version, spine);

        assertThat(statuses.get(500)).isEqualTo("found");
        assertThat(statuses).filteredOn("missing"::equals).hasSize(999);
    }

    @Test
    void namesThatTheEngineOrTheJoinUsesItselfAreNamesLikeOthers() {
        features.define(FeatureGroup.named("growth/status")
                .key("point", FeatureType.LONG)
                .key("order", FeatureType.STRING)
                .eventTime("judged")
                .feature("history", FeatureType.LONG)
                .feature("status", FeatureType.LONG)
                .build());
        FeatureGroupVersion version = features.draft("growth/status")
                .add(row("point", 1, "order", "o'r\"d", "judged", at(NOON), "history", 1, "status", 2))
                .publish();

        assertThat(joined(version, row("POINT", 1, "order", "o'r\"d", "t", at(NOON), "spine", 3, "sel\"ect", "x")))
                .containsExactly(row(
                        "POINT",
                        1L,
                        "order",
                        "o'r\"d",
                        "t",
                        at(NOON),
                        "spine",
                        3L,
                        "sel\"ect",
                        "x",
                        "history",
                        1L,
                        "status",
                        2L,
                        "status_status",
                        "found"));
    }

    private List<Object> statuses(FeatureGroupVersion version, Map<?, ?>... spine) {
        return joined(version, spine).stream()
                .map(row -> row.get("activity_status"))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> joined(FeatureGroupVersion version, Map<?, ?>... spine) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<?, ?> row : spine) {
            rows.add((Map<String, Object>) row);
        }
        return result(features.trainingSet(Spine.records(rows), "t").join(version));
    }

    private List<Map<String, Object>> result(TrainingSetDraft draft) {
        Path file = folder.resolve("joined.parquet");
        draft.write(file);
        List<Map<String, Object>> rows = ParquetRows.read(file);
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }
}
