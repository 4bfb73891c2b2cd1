package io.mlplatform.features;

import static io.mlplatform.features.Lake.at;
import static io.mlplatform.features.Lake.row;
import static io.mlplatform.features.Lake.visits;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other feature stores were reported to get wrong. */
class OthersDefectsTest {

    private static final String NOON = "2026-11-23T12:00:00Z";

    @TempDir
    private Path folder;

    private final MlPlatform platform = Lake.inMemory();
    private final FeatureRepository features = FeatureRepository.of(platform);

    @AfterEach
    void close() {
        platform.close();
    }

    /** Feast issue 3360: of three and more rows with one key and event time the file store did not take the newest. */
    @Test
    void feast3360OfManyRowsWithOneEventTimeTheOneCreatedLastCounts() {
        features.define(Lake.activity().build());
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(visits(1, NOON, 20, "2026-11-23T12:20:00Z"))
                .add(visits(1, NOON, 40, "2026-11-23T12:40:00Z"))
                .add(visits(1, NOON, 10, "2026-11-23T12:10:00Z"))
                .add(visits(1, NOON, 30, "2026-11-23T12:30:00Z"))
                .publish();

        assertThat(joined(List.of(row("customer", 1L, "t", at(NOON))), version))
                .extracting(row -> row.get("visits"))
                .containsExactly(40L);
    }

    /** Feast issue 6787: examples with one key and time, but another order and label, became one. */
    @Test
    void feast6787ExamplesOfOneKeyAndTimeStayApart() {
        features.define(Lake.activity().build());
        FeatureGroupVersion version =
                features.draft("growth/activity").add(visits(1, NOON, 5)).publish();

        assertThat(joined(
                        List.of(
                                row("customer", 1L, "t", at(NOON), "order", 71L, "returned", true),
                                row("customer", 1L, "t", at(NOON), "order", 72L, "returned", false),
                                row("customer", 2L, "t", at(NOON), "order", 73L, "returned", false)),
                        version))
                .extracting(row -> row.get("order") + " " + row.get("returned") + " " + row.get("visits"))
                .containsExactly("71 true 5", "72 false 5", "73 false null");
    }

    /** Feast issue 5590: one user with two items at one time, joined with features of users and of items, gave one row. */
    @Test
    void feast5590OneUserWithTwoItemsAtOneTimeIsTwoRows() {
        features.define(FeatureGroup.named("growth/user")
                .key("user", FeatureType.LONG)
                .feature("clicks", FeatureType.LONG)
                .build());
        features.define(FeatureGroup.named("growth/item")
                .key("item", FeatureType.LONG)
                .feature("price", FeatureType.LONG)
                .build());
        FeatureGroupVersion users = features.draft("growth/user")
                .add(row("user", 1L, "event_time", at(NOON), "clicks", 9L))
                .add(row("user", 1L, "event_time", at(NOON), "clicks", 9L))
                .publish();
        FeatureGroupVersion items = features.draft("growth/item")
                .add(row("item", 1L, "event_time", at(NOON), "price", 100L))
                .add(row("item", 2L, "event_time", at(NOON), "price", 200L))
                .publish();

        assertThat(joined(
                        List.of(row("user", 1L, "item", 1L, "t", at(NOON)), row("user", 1L, "item", 2L, "t", at(NOON))),
                        users,
                        items))
                .containsExactly(
                        row(
                                "user",
                                1L,
                                "item",
                                1L,
                                "t",
                                at(NOON),
                                "clicks",
                                9L,
                                "user_status",
                                "found",
                                "price",
                                100L,
                                "item_status",
                                "found"),
                        row(
                                "user",
                                1L,
                                "item",
                                2L,
                                "t",
                                at(NOON),
                                "clicks",
                                9L,
                                "user_status",
                                "found",
                                "price",
                                200L,
                                "item_status",
                                "found"));
    }

    /** The point-in-time join of SageMaker's Python SDK gives every earlier row, so an example as often as it has a past. */
    @Test
    void sageMakerAnExampleWithALongPastIsOneRow() {
        features.define(Lake.activity().build());
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(visits(1, "2026-11-20T12:00:00Z", 1))
                .add(visits(1, "2026-11-21T12:00:00Z", 2))
                .add(visits(1, "2026-11-22T12:00:00Z", 3))
                .add(visits(1, "2026-11-24T12:00:00Z", 4))
                .publish();

        assertThat(joined(List.of(row("customer", 1L, "t", at(NOON))), version))
                .extracting(row -> row.get("visits"))
                .containsExactly(3L);
    }

    /** SageMaker's Python SDK leaves out what is deleted by now, so also from examples before the deletion. */
    @Test
    void sageMakerADeletionIsNotSeenBeforeItHappened() {
        features.define(Lake.activity().build());
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(visits(1, "2026-11-20T12:00:00Z", 1))
                .delete(Map.of("customer", 1L), at("2026-11-22T12:00:00Z"))
                .publish();

        assertThat(joined(
                        List.of(
                                row("customer", 1L, "t", at("2026-11-21T12:00:00Z")),
                                row("customer", 1L, "t", at("2026-11-22T11:59:59.999999Z")),
                                row("customer", 1L, "t", at("2026-11-22T12:00:00Z"))),
                        version))
                .extracting(row -> row.get("visits") + " " + row.get("activity_status"))
                .containsExactly("1 found", "1 found", "null deleted");
    }

    private List<Map<String, Object>> joined(List<Map<String, Object>> spine, FeatureGroupVersion... versions) {
        TrainingSetDraft draft = features.trainingSet(Spine.records(spine), "t");
        for (FeatureGroupVersion version : versions) {
            draft.join(version);
        }
        Path file = folder.resolve("joined.parquet");
        draft.write(file);
        return ParquetRows.read(file);
    }
}
