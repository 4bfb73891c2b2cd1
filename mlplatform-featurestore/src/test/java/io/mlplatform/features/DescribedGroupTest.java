package io.mlplatform.features;

import static io.mlplatform.features.Lake.visits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.AccessDeniedException;
import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.EntityName;
import io.mlplatform.MlPlatform;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.layout.Classification;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.layout.ZoneSettings;
import io.mlplatform.store.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of a group and its columns, and the class of its data. */
class DescribedGroupTest {

    private static final EntityName GROUP = EntityName.of("growth/activity");
    private static final String BEFORE_TAGS = "{\"definition\":{\"description\":\"Visits\",\"eventTime\":\"at\","
            + "\"features\":[{\"name\":\"visits\",\"type\":\"long\"}],\"keys\":[{\"name\":\"customer\",\"type\":\"long\"}],"
            + "\"owner\":\"team growth\",\"ttl\":\"PT720H\"},\"lastWrite\":\"2026-11-23T12:00:00.000Z\"}";

    private final MlPlatform platform = Lake.inMemory();
    private final FeatureRepository features = FeatureRepository.of(platform);

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void whatIsSaidOfColumnsAndGroupComesBackAndStaysWithTheVersion() {
        FeatureGroup group = features.define(described("Visits last week").build());
        FeatureGroupVersion version = features.draft("growth/activity")
                .add(visits(1, "2026-11-22T10:00:00Z", 5))
                .publish();
        features.define(described("Visits last fortnight").build());

        assertThat(version.group()).isEqualTo(group);
        assertThat(features.get("growth/activity@1").group()).isEqualTo(group);
        FeatureColumn spend = features.group("growth/activity").features().get(1);
        assertThat(spend.description()).isEqualTo("Visits last fortnight");
        assertThat(spend.tags()).containsExactly(Map.entry("pii", "no"), Map.entry("unit", "€"));
    }

    @Test
    void wordsMayChangeAndTheClassMayRise() {
        features.define(described("one").tag("domain", "web").build());
        FeatureGroup renamed = Lake.activity()
                .key(new FeatureColumn("country", FeatureType.STRING))
                .build();
        assertThatThrownBy(() -> features.define(renamed)).isInstanceOf(ConflictException.class);

        FeatureGroup other = described("two")
                .tag("domain", "shop")
                .owner("others")
                .description("All visits")
                .build();
        features.define(other);

        assertThat(features.group("growth/activity")).isEqualTo(other);
    }

    @Test
    void theClassOfAGroupOnlyRises() {
        features.define(Lake.activity().classification(Classification.PUBLIC).build());
        features.define(Lake.activity().build());

        assertThat(features.group("growth/activity").classification()).isEqualTo(Classification.INTERNAL);
        assertThatThrownBy(() -> features.define(
                        Lake.activity().classification(Classification.PUBLIC).build()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("its class, internal, only rises");
    }

    @Test
    void aGroupOfAHigherClassThanItsZoneIsRefused() {
        assertThatThrownBy(() -> features.define(Lake.activity()
                        .classification(Classification.CONFIDENTIAL)
                        .build()))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("internal data at most, and growth/activity is confidential");
        assertThat(features.list()).isEmpty();

        features.define(Lake.activity().build());
        assertThatThrownBy(() -> features.define(Lake.activity()
                        .classification(Classification.CONFIDENTIAL)
                        .build()))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void aTrainingSetOfAConfidentialGroupLiesInNoPlaceOfALowerClass() {
        PlatformLayout guarded = PlatformLayout.foldersOfOne()
                .with(
                        Zone.FEATURES,
                        ZoneSettings.at("features").withClassification(Classification.CONFIDENTIAL, "alias/f"))
                .with(
                        Zone.MODELS,
                        ZoneSettings.at("models").withClassification(Classification.CONFIDENTIAL, "alias/m"));
        try (MlPlatform ml = MlPlatform.builder()
                .store(new MemoryStore(Clock.systemUTC()), "")
                .layout(guarded)
                .open()) {
            FeatureRepository secret = FeatureRepository.of(ml);
            secret.define(
                    Lake.activity().classification(Classification.CONFIDENTIAL).build());
            FeatureGroupVersion version = secret.draft("growth/activity")
                    .add(visits(1, "2026-11-22T10:00:00Z", 5))
                    .publish();
            Spine spine = Spine.records(List.of(Lake.point(1, "2026-11-23T00:00:00Z")));

            assertThatThrownBy(
                            () -> secret.trainingSet(spine, "t").join(version).publish("growth/training"))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("internal data at most")
                    .hasMessageContaining("confidential");
            assertThat(ml.datasets().find("growth/training")).isEmpty();
        }
    }

    @Test
    void aDefinitionFromBeforeTagsAndClassesIsReadAndWrittenAsItWas() {
        ObjectNode stored = StoredJson.parse(BEFORE_TAGS.getBytes(StandardCharsets.UTF_8), "g")
                .node();

        GroupState state = GroupState.read(GROUP, stored.deepCopy());

        assertThat(state.group().tags()).isEmpty();
        assertThat(state.group().classification()).isEqualTo(Classification.INTERNAL);
        assertThat(state.group().features()).containsExactly(new FeatureColumn("visits", FeatureType.LONG));
        assertThat(state.into(Json.object())).isEqualTo(stored);
    }

    @Test
    void membersThatAReaderDoesNotKnowArePassedOver() {
        String newer = BEFORE_TAGS.replace("\"owner\"", "\"unheard\":{\"of\":1},\"owner\"");

        assertThat(read(newer).group()).isEqualTo(read(BEFORE_TAGS).group());
    }

    @Test
    void whatCouldNotHaveBeenSaidIsCorrupt() {
        for (String[] damage : new String[][] {
            {"\"owner\"", "\"classification\":\"secret\",\"owner\""},
            {"\"owner\"", "\"tags\":[],\"owner\""},
            {"\"owner\"", "\"tags\":{\"\":\"x\"},\"owner\""},
            {"\"type\":\"long\"", "\"type\":\"long\",\"dimension\":3"},
            {"\"type\":\"long\"", "\"type\":\"vector\""},
            {"\"type\":\"long\"", "\"type\":\"vector\",\"dimension\":4294967297"},
        }) {
            assertThatThrownBy(() -> read(BEFORE_TAGS.replace(damage[0], damage[1])))
                    .as(damage[1])
                    .isInstanceOf(DataCorruptException.class);
        }
    }

    @Test
    void tagsHaveBounds() {
        assertThatThrownBy(() -> Lake.activity().tag("", "x").build()).hasMessageContaining("not a tag");
        assertThatThrownBy(() -> Lake.activity().tag("a", "x".repeat(257)).build())
                .hasMessageContaining("not a tag");
        FeatureGroup.Builder many = Lake.activity();
        for (int i = 0; i < 65; i++) {
            many.tag("t" + i, "");
        }
        assertThatThrownBy(many::build).hasMessageContaining("64 are the most");
    }

    private static GroupState read(String json) {
        return GroupState.read(
                GROUP,
                StoredJson.parse(json.getBytes(StandardCharsets.UTF_8), "g").node());
    }

    private static FeatureGroup.Builder described(String text) {
        return Lake.activity()
                .feature(new FeatureColumn("spend", FeatureType.DOUBLE)
                        .describedAs(text)
                        .tagged("unit", "€")
                        .tagged("pii", "no"));
    }
}
