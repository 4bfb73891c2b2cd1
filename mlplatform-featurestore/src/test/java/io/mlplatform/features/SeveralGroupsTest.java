package io.mlplatform.features;

import static io.mlplatform.features.Lake.at;
import static io.mlplatform.features.Lake.point;
import static io.mlplatform.features.Lake.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.Input;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralGroupsTest {

    private static final String NOON = "2026-11-23T12:00:00Z";
    private static final String MORNING = "2026-11-23T08:00:00Z";

    @TempDir
    private Path folder;

    private final MlPlatform platform = Lake.inMemory();
    private final FeatureRepository features = FeatureRepository.of(platform);
    private FeatureGroupVersion customers;
    private FeatureGroupVersion shops;

    @BeforeEach
    void ingest() {
        features.define(FeatureGroup.named("growth/customer")
                .key("customer", FeatureType.LONG)
                .feature("visits", FeatureType.LONG)
                .feature("plan", FeatureType.STRING)
                .feature("loaded", FeatureType.TIMESTAMP)
                .ttl(Duration.ofHours(1))
                .build());
        features.define(FeatureGroup.named("growth/shop")
                .key("country", FeatureType.STRING)
                .key("shop", FeatureType.LONG)
                .feature("visits", FeatureType.LONG)
                .build());
        customers = features.draft("growth/customer")
                .add(row(
                        "customer",
                        1,
                        "event_time",
                        at(NOON),
                        "visits",
                        5,
                        "plan",
                        "pro",
                        "loaded",
                        at("2026-11-23T12:30:00Z"),
                        "api_invocation_time",
                        at(NOON)))
                .add(row(
                        "customer",
                        2,
                        "event_time",
                        at(MORNING),
                        "visits",
                        6,
                        "plan",
                        "free",
                        "loaded",
                        at(MORNING),
                        "api_invocation_time",
                        at("2026-11-24T12:00:00Z")))
                .publish();
        shops = features.draft("growth/shop")
                .add(row(
                        "country",
                        "de",
                        "shop",
                        7,
                        "event_time",
                        at(MORNING),
                        "visits",
                        700,
                        "api_invocation_time",
                        at(MORNING)))
                .publish();
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void eachGroupHasItsFeaturesItsTtlAndItsStatus() {
        TrainingSetDraft draft = features.trainingSet(
                        Spine.records(List.of(
                                row("customer", 1, "land", "de", "shop", 7, "t", at(NOON)),
                                row("customer", 2, "land", "fr", "shop", 7, "t", at(NOON)))),
                        "t")
                .join(customers, "plan", "visits")
                .join(shops)
                .key("country", "land")
                .rename("visits", "shop_visits");

        assertThat(rows(draft))
                .containsExactly(
                        row(
                                "customer",
                                1L,
                                "land",
                                "de",
                                "shop",
                                7L,
                                "t",
                                at(NOON),
                                "plan",
                                "pro",
                                "visits",
                                5L,
                                "customer_status",
                                "found",
                                "shop_visits",
                                700L,
                                "shop_status",
                                "found"),
                        row(
                                "customer",
                                2L,
                                "land",
                                "fr",
                                "shop",
                                7L,
                                "t",
                                at(NOON),
                                "plan",
                                null,
                                "visits",
                                null,
                                "customer_status",
                                "expired",
                                "shop_visits",
                                null,
                                "shop_status",
                                "missing"));
        assertThat(rows(draft).get(0).keySet())
                .containsExactly(
                        "customer",
                        "land",
                        "shop",
                        "t",
                        "plan",
                        "visits",
                        "customer_status",
                        "shop_visits",
                        "shop_status");
        assertThat(draft.write(folder.resolve("counted.parquet")))
                .hasToString("2 rows, customer_status {FOUND=1, MISSING=0, EXPIRED=1, DELETED=0},"
                        + " shop_status {FOUND=1, MISSING=1, EXPIRED=0, DELETED=0}");
    }

    @Test
    void rowsAreHandedOverInTheOrderOfTheSpineWithoutAFile() {
        List<Map<String, Object>> spine = new ArrayList<>();
        for (long i = 0; i < 5_000; i++) {
            spine.add(row("customer", i % 3, "country", "de", "shop", 7, "t", at(NOON), "place", i));
        }
        TrainingSetDraft draft = features.trainingSet(Spine.records(spine), "t")
                .join(customers)
                .join(shops)
                .prefix("shop_");
        List<Map<String, Object>> received = new ArrayList<>();

        TrainingSet set = draft.forEach(received::add);

        assertThat(received).isEqualTo(rows(draft));
        assertThat(received)
                .extracting(row -> row.get("place"))
                .containsExactlyElementsOf(LongStream.range(0, 5_000).boxed().toList());
        assertThat(received.get(1)).containsEntry("plan", "pro").containsEntry("loaded", at("2026-11-23T12:30:00Z"));
        assertThat(set.rows()).isEqualTo(5_000);
        assertThatThrownBy(() -> draft.forEach(row -> {
                    throw new UnsupportedOperationException("enough");
                }))
                .hasMessage("enough");
    }

    @Test
    void aGroupIsJoinedTwiceByOtherKeysUnderAPrefix() {
        Spine spine = Spine.records(List.of(row("buyer", 1, "seller", 2, "t", at(NOON))));

        assertThat(rows(features.trainingSet(spine, "t")
                        .join(customers, "visits")
                        .key("customer", "buyer")
                        .prefix("buyer_")
                        .join(customers, "visits")
                        .key("customer", "seller")
                        .prefix("seller_")))
                .containsExactly(row(
                        "buyer",
                        1L,
                        "seller",
                        2L,
                        "t",
                        at(NOON),
                        "buyer_visits",
                        5L,
                        "buyer_customer_status",
                        "found",
                        "seller_visits",
                        null,
                        "seller_customer_status",
                        "expired"));
    }

    @Test
    void eachJoinAsksForItselfWhatWasKnown() {
        Spine spine = Spine.records(List.of(row("customer", 1, "country", "de", "shop", 7, "t", at(NOON))));

        assertThat(rows(features.trainingSet(spine, "t")
                        .join(customers, "plan")
                        .knownAt("loaded")
                        .join(shops)))
                .extracting(row -> row.get("customer_status") + " " + row.get("shop_status"))
                .containsExactly("missing found");
    }

    @Test
    void whatWasKnownAfterTheCutoffIsNotSeenInAnyGroup() {
        Spine spine = Spine.records(List.of(
                row("customer", 1, "country", "de", "shop", 7, "t", at("2026-11-23T12:30:00Z")),
                row("customer", 2, "country", "de", "shop", 7, "t", at(MORNING))));
        String[][] cutoffs = {
            {"2026-11-25T00:00:00Z", "found found", "found found"},
            {NOON, "found found", "missing found"},
            {"2026-11-23T11:59:59.999999Z", "missing found", "missing found"},
            {"2026-11-23T07:59:59.999999Z", "missing missing", "missing missing"},
        };

        for (String[] cutoff : cutoffs) {
            assertThat(rows(features.trainingSet(spine, "t")
                            .join(customers, "plan")
                            .join(shops)
                            .cutoff(at(cutoff[0]))))
                    .as(cutoff[0])
                    .extracting(row -> row.get("customer_status") + " " + row.get("shop_status"))
                    .containsExactly(cutoff[1], cutoff[2]);
        }
        assertThat(rows(features.trainingSet(spine, "t")
                        .join(customers, "plan")
                        .knownAt("loaded")
                        .cutoff(at(NOON))))
                .extracting(row -> row.get("customer_status"))
                .containsExactly("missing", "found");
        assertThatThrownBy(() -> features.trainingSet(spine, "t").cutoff(at(NOON).plusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("microseconds");
    }

    @Test
    void theLineageNamesEveryGroupsVersionOnce() {
        Spine spine = Spine.records(List.of(row("customer", 1, "other", 2, "country", "de", "shop", 7, "t", at(NOON))));

        DatasetVersion training = features.trainingSet(spine, "t")
                .join(customers)
                .join(shops)
                .prefix("shop_")
                .join(customers)
                .key("customer", "other")
                .prefix("other_")
                .publish("growth/training");

        assertThat(training.inputs())
                .containsExactly(new Input(customers.ref(), "features"), new Input(shops.ref(), "features"));
    }

    @Test
    void columnsOfOneNameAreRefusedUntilOneHasAnother() {
        Spine spine =
                Spine.records(List.of(row("customer", 1, "country", "de", "shop", 7, "t", at(NOON), "Plan", "x")));
        TrainingSetDraft clash =
                features.trainingSet(spine, "t").join(customers, "visits").join(shops);

        assertThatThrownBy(() -> rows(clash))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'visits' comes from growth/customer and from growth/shop")
                .hasMessageContaining("prefix(…)");
        assertThat(rows(clash.prefix("shop_"))).hasSize(1);
        assertThatThrownBy(() -> rows(clash.rename("visits", "CUSTOMER_status")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'CUSTOMER_status'");
        TrainingSetDraft beside = features.trainingSet(spine, "t").join(customers, "plan");
        assertThatThrownBy(() -> rows(beside))
                .isInstanceOfSatisfying(
                        FeatureDataException.class, e -> assertThat(e.column()).hasValue("plan"));
        assertThat(rows(beside.rename("plan", "contract"))).hasSize(1);
    }

    @Test
    void whatAGroupDoesNotHaveIsRefusedWhereItIsNamed() {
        TrainingSetDraft draft = features.trainingSet(Spine.records(List.of(point(1, NOON))), "t");

        assertThatThrownBy(() -> draft.prefix("x_"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("join a version");
        assertThatThrownBy(() -> draft.join(customers, "vists")).hasMessageContaining("'vists' is no feature of");
        assertThatThrownBy(() -> draft.join(customers, "visits", "visits")).hasMessageContaining("chosen twice");
        draft.join(customers, "visits");
        assertThatThrownBy(() -> draft.key("shop", "x")).hasMessageContaining("'shop' is no key of");
        assertThatThrownBy(() -> draft.rename("plan", "x")).hasMessageContaining("not among the features chosen");
        assertThatThrownBy(() -> draft.rename("visits", "no name")).hasMessageContaining("not a column's name");
        assertThatThrownBy(() -> draft.prefix("9_")).hasMessageContaining("not a column's name");
        assertThatThrownBy(() -> draft.knownAt("visits")).hasMessageContaining("cannot tell when");
        assertThat(rows(draft)).hasSize(1);
    }

    @Test
    void aColumnOfTheSpineIsTakenForOneType() {
        Spine spine = Spine.records(List.of(row("customer", 1, "shop", 7, "t", at(NOON))));

        assertThatThrownBy(() -> rows(features.trainingSet(spine, "t")
                        .join(customers)
                        .join(shops)
                        .prefix("shop_")
                        .key("country", "customer")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'customer' would be LONG")
                .hasMessageContaining("growth/shop, STRING");
    }

    @Test
    void daysBehindTheNewestTimeOfTheSpineChangeNothing() {
        FeatureGroupVersion more = features.draft("growth/shop")
                .add(row("country", "de", "shop", 7, "event_time", at("2026-11-24T00:00:00Z"), "visits", 701))
                .publish();
        Map<String, Object> lastOfTheDay = row("country", "de", "shop", 7, "t", at("2026-11-23T23:59:59.999999Z"));
        Map<String, Object> nextDay = row("country", "de", "shop", 7, "t", at("2026-11-24T00:00:00Z"));
        Map<String, Object> dayBefore = row("country", "de", "shop", 7, "t", at("2026-11-22T23:59:59Z"));
        Map<String, Object> never = row("country", "de", "shop", 7, "t", null);

        assertThat(visits(more, lastOfTheDay, never)).containsExactly(700L, null);
        assertThat(visits(more, nextDay, lastOfTheDay)).containsExactly(701L, 700L);
        assertThat(visits(more, dayBefore)).containsExactly((Object) null);
        assertThat(visits(more, never)).containsExactly((Object) null);
    }

    @SafeVarargs
    private List<Object> visits(FeatureGroupVersion version, Map<String, Object>... spine) {
        return rows(features.trainingSet(Spine.records(List.of(spine)), "t").join(version)).stream()
                .map(row -> row.get("visits"))
                .toList();
    }

    private List<Map<String, Object>> rows(TrainingSetDraft draft) {
        Path file = folder.resolve("joined.parquet");
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        draft.write(file);
        return ParquetRows.read(file);
    }
}
