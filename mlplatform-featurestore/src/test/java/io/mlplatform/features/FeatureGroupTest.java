package io.mlplatform.features;

import static io.mlplatform.features.Lake.visits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.ConflictException;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeatureGroupTest {

    private final MlPlatform platform = Lake.inMemory();
    private final FeatureRepository features = FeatureRepository.of(platform);

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void aDefinitionComesBackAsItWasStored() {
        FeatureGroup.Builder group = FeatureGroup.named("growth/activity")
                .key("customer", FeatureType.LONG)
                .key("country", FeatureType.STRING)
                .eventTime("at")
                .owner("team growth")
                .description("Visits, \"as seen\"");
        for (FeatureType type : FeatureType.values()) {
            group.feature(
                    type == FeatureType.VECTOR
                            ? FeatureColumn.vector("f" + type, 3)
                            : new FeatureColumn("f" + type, type));
        }
        FeatureGroup defined =
                features.define(group.ttl(Duration.ofNanos(1_000)).build());

        assertThat(features.group("growth/activity")).isEqualTo(defined);
        assertThat(features.list()).hasToString("[growth/activity]");
    }

    @Test
    void noTtlIsNotATtlOfZero() {
        FeatureGroup unlimited = features.define(Lake.activity().build());
        FeatureGroup zero = FeatureGroup.named("growth/moments")
                .key("k", FeatureType.STRING)
                .ttl(Duration.ZERO)
                .build();
        features.define(zero);

        assertThat(features.group("growth/activity").timeToLive()).isEqualTo(TimeToLive.unlimited());
        assertThat(features.group("growth/moments").timeToLive()).isEqualTo(TimeToLive.within(Duration.ZERO));
        assertThat(unlimited.timeToLive()).isNotEqualTo(TimeToLive.within(Duration.ZERO));
    }

    @Test
    void aGroupGrowsByFeaturesBehindThoseItHas() {
        features.define(Lake.activity().build());
        FeatureGroup grown = Lake.activity()
                .feature("plan", FeatureType.STRING)
                .owner("another team")
                .build();

        features.define(grown);
        features.define(grown);

        assertThat(features.group("growth/activity")).isEqualTo(grown);
    }

    @Test
    void aGroupChangesInNoOtherWay() {
        FeatureGroup group = features.define(Lake.activity().build());

        for (FeatureGroup other : new FeatureGroup[] {
            Lake.activity().key("country", FeatureType.STRING).build(),
            Lake.activity().eventTime("happened").build(),
            Lake.activity().ttl(Duration.ofDays(1)).build(),
            FeatureGroup.named("growth/activity")
                    .key("customer", FeatureType.LONG)
                    .eventTime("at")
                    .build(),
            FeatureGroup.named("growth/activity")
                    .key("customer", FeatureType.LONG)
                    .eventTime("at")
                    .feature("visits", FeatureType.DOUBLE)
                    .build()
        }) {
            assertThatThrownBy(() -> features.define(other))
                    .as(other.toString())
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("mlp://features/growth/activity")
                    .hasMessageContaining("only grows");
        }
        assertThat(features.group("growth/activity")).isEqualTo(group);
    }

    @Test
    void aDefinitionThatCannotWorkIsRefused() {
        assertThatThrownBy(() -> FeatureGroup.named("growth/activity").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no key");
        assertThatThrownBy(() -> FeatureGroup.named("growth/activity")
                        .key("k", FeatureType.DOUBLE)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no equality");
        assertThatThrownBy(() ->
                        Lake.activity().feature("VISITS", FeatureType.LONG).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two columns 'VISITS'");
        assertThatThrownBy(() -> Lake.activity()
                        .feature("Activity_Status", FeatureType.STRING)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'Activity_Status'")
                .hasMessageContaining("choose another");
        for (String name :
                new String[] {"", "_ordinal", "write_time", "Is_Deleted", "EVENT_DATE", "a b", "a\"", "1a", "ä"}) {
            assertThatThrownBy(() -> Lake.activity().feature(name, FeatureType.LONG))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (Duration ttl :
                new Duration[] {Duration.ofNanos(-1_000), Duration.ofNanos(1), Duration.ofDays(4_000_000)}) {
            assertThatThrownBy(() -> Lake.activity().ttl(ttl))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("whole microseconds");
        }
    }

    @Test
    void aVersionOfAGroupWithHundredsOfFeaturesIsReadBack() {
        FeatureGroup.Builder wide = Lake.activity();
        for (int i = 0; i < 400; i++) {
            wide.feature("a_feature_with_a_long_name_" + i, FeatureType.LONG);
        }
        features.define(wide.build());

        FeatureGroupVersion version = features.draft("growth/activity")
                .add(visits(1, "2026-11-22T10:00:00Z", 5))
                .publish();

        assertThat(version.group()).isEqualTo(wide.build());
        assertThat(features.get("growth/activity@1")).isEqualTo(version);
        assertThat(features.history("growth/activity").versions()).containsExactly(version);
    }

    @Test
    void aDefinitionThatWouldNotFitTheLogIsRefused() {
        FeatureGroup.Builder group = Lake.activity().description("x".repeat(31_000));

        assertThatThrownBy(() -> features.define(group.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("split the group");
        assertThat(features.list()).isEmpty();
    }

    @Test
    void whatIsNotThereIsSaidToBeMissing() {
        assertThatThrownBy(() -> features.group("growth/activity"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("define it first");
        assertThatThrownBy(() -> features.get("growth/activity@1")).isInstanceOf(NotFoundException.class);
        assertThat(features.find("growth/activity")).isEmpty();
    }

    @Test
    void aGroupOfOneTeamIsNoBarToOneOfAnother() {
        features.define(Lake.activity().build());

        features.define(
                FeatureGroup.named("risk/activity").key("k", FeatureType.STRING).build());

        assertThat(features.list()).hasToString("[growth/activity, risk/activity]");
    }

    @Test
    void aDefinitionTravelsToOtherProcesses() throws IOException, ClassNotFoundException {
        FeatureGroup group = Lake.activity().ttl(Duration.ofDays(1)).build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(group);
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(group);
        }
    }
}
