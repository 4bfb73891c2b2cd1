package io.mlplatform.features;

import static io.mlplatform.features.Lake.visits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.MlPlatform;
import io.mlplatform.ProgressListener;
import io.mlplatform.layout.Classification;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.layout.ZoneSettings;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import io.mlplatform.testkit.HopClock;
import io.mlplatform.testkit.MeteredObjectStore;
import io.mlplatform.testkit.RequestKind;
import io.mlplatform.testkit.Requests;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeatureSearchTest {

    private final ObjectStore store = new MemoryStore(Clock.systemUTC());
    private final MlPlatform platform = Lake.on(store, 1, ProgressListener.SILENT);
    private final FeatureRepository features = FeatureRepository.of(platform);

    @BeforeEach
    void define() {
        features.define(Lake.activity()
                .feature(new FeatureColumn("spend", FeatureType.DOUBLE)
                        .describedAs("Money spent in the shop")
                        .tagged("unit", "€"))
                .owner("Team Growth")
                .description("Visits to the shop")
                .tag("domain", "web")
                .build());
        features.define(FeatureGroup.named("risk/accounts")
                .key("account", FeatureType.STRING)
                .feature(FeatureColumn.vector("taste", 4))
                .feature("spend", FeatureType.LONG)
                .classification(Classification.PUBLIC)
                .tag("domain", "bank")
                .build());
        features.draft("growth/activity")
                .add(visits(1, "2026-11-22T10:00:00Z", 5))
                .publish();
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void aWordIsFoundWhereverItStands() {
        String[][] cases = {
            {"visits", "growth/activity@1 visits LONG: Visits to the shop"},
            {"SHOP", "growth/activity@1 spend DOUBLE: Visits to the shop"},
            {"activity", "growth/activity@1: Visits to the shop"},
            {"team growth", "growth/activity@1: Visits to the shop"},
            {"€", "growth/activity@1 spend DOUBLE: Visits to the shop"},
            {"web", "growth/activity@1: Visits to the shop"},
            {"public", "risk/accounts"},
            {"vector", "risk/accounts taste VECTOR(4)"},
            {"account spend", "risk/accounts account STRING, spend LONG"},
        };
        for (String[] expected : cases) {
            assertThat(features.search(expected[0]).hits()).as(expected[0]).hasToString("[" + expected[1] + "]");
        }
        assertThat(features.search("spend").found()).isEqualTo(2);
        assertThat(features.search("visits vector").hits()).isEmpty();
        assertThat(features.search("").found()).isEqualTo(2);
    }

    @Test
    void aQueryNarrowsByTypeTagOwnerAndClass() {
        assertThat(names(FeatureQuery.text("spend").types(FeatureType.DOUBLE))).isEqualTo("[growth/activity]");
        assertThat(names(FeatureQuery.all().tag("domain", "bank"))).isEqualTo("[risk/accounts]");
        assertThat(names(FeatureQuery.all().tag("unit", "€"))).isEqualTo("[growth/activity]");
        assertThat(names(FeatureQuery.all().tag("unit", "$"))).isEqualTo("[]");
        assertThat(names(FeatureQuery.all().owner("growth"))).isEqualTo("[growth/activity]");
        assertThat(names(FeatureQuery.all().classifications(Classification.PUBLIC)))
                .isEqualTo("[risk/accounts]");
        assertThatThrownBy(() -> FeatureQuery.all().limit(0)).hasMessageContaining("1 to 10000");
    }

    @Test
    void theAnswerIsATableThatSaysWhatWasSearched() {
        assertThat(features.search("spend").toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("group")
                                .contains("columns")
                                .endsWith("description"),
                        line -> assertThat(line)
                                .matches("growth/activity@1 +spend DOUBLE +internal +Team Growth +Visits to the shop"),
                        line -> assertThat(line).matches("risk/accounts +spend LONG +public"),
                        line -> assertThat(line).isEqualTo("2 of 2 groups"));
        assertThat(features.search(FeatureQuery.all().limit(1)).toString())
                .endsWith("2 of 2 groups, the first 1 given");
    }

    @Test
    void aSearchTakesOneListAndTwoRequestsAGroup() {
        MeteredObjectStore metered = new MeteredObjectStore(store, new HopClock());
        try (MlPlatform reader = Lake.on(metered, 2, ProgressListener.SILENT)) {
            FeatureRepository repository = FeatureRepository.of(reader);
            repository.search("warm up: the layout is read once");
            Requests before = metered.snapshot();

            repository.search("visits");

            Requests asked = metered.since(before);
            assertThat(asked.count(RequestKind.LIST)).isEqualTo(1 + 2);
            assertThat(asked.count(RequestKind.GET)).isEqualTo(2);
            assertThat(asked.all()).hasSize(5);
        }
    }

    @Test
    void aGroupThatMayNotBeReadIsNamedAndHidesNoOther() {
        ObjectStore hiding = new FaultScriptedStore(
                store, FaultRule.every(Fault.ACCESS_DENIED).on(key -> key.contains("risk/accounts")));
        try (MlPlatform reader = Lake.on(hiding, 3, ProgressListener.SILENT)) {
            FeatureHits hits = FeatureRepository.of(reader).search("spend");

            assertThat(hits.hits()).extracting(hit -> hit.group().name()).hasToString("[growth/activity]");
            assertThat(hits.unread()).hasToString("[risk/accounts (no access)]");
            assertThat(hits.toString()).contains("1 of 1 groups\nnot readable: risk/accounts (no access)");
        }
    }

    @Test
    void aTeamWhosePlaceMayNotBeListedIsNamed() {
        PlatformLayout apart = PlatformLayout.foldersOfOne()
                .with(Zone.FEATURES, "features/" + ZoneSettings.TEAM)
                .withTeam("growth", "risk");
        MemoryStore places = new MemoryStore(Clock.systemUTC());
        try (MlPlatform ml =
                MlPlatform.builder().store(places, "").layout(apart).open()) {
            FeatureRepository.of(ml).define(Lake.activity().build());
        }
        ObjectStore hiding = new FaultScriptedStore(
                places, FaultRule.every(Fault.ACCESS_DENIED).on(key -> key.contains("features/risk")));
        try (MlPlatform ml =
                MlPlatform.builder().store(hiding, "").layout(apart).open()) {
            FeatureHits hits = FeatureRepository.of(ml).search("visits");

            assertThat(hits.found()).isEqualTo(1);
            assertThat(hits.unseen()).hasToString("[features of risk (no access)]");
            assertThat(hits.toString()).endsWith("not seen: features of risk (no access)");
        }
    }

    @Test
    void whatOthersWroteCannotPassForARowOfTheTable() {
        features.define(FeatureGroup.named("risk/odd")
                .key("k", FeatureType.STRING)
                .description("nice\nevil/group@7  visits LONG")
                .owner("\u202Eme")
                .build());

        assertThat(features.search("nice").toString().lines()).hasSize(3).noneMatch(line -> line.startsWith("evil"));
        assertThat(features.search("nice").toString()).contains("\\u000a").contains("\\u202e");
    }

    private String names(FeatureQuery query) {
        List<FeatureHit> hits = features.search(query).hits();
        return hits.stream().map(hit -> hit.group().name()).toList().toString();
    }
}
