package io.mlplatform.features;

import static io.mlplatform.features.Lake.visits;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.EntityName;
import io.mlplatform.MlPlatform;
import io.mlplatform.internal.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowTiesTest {

    private static final String NOON = "2026-11-23T12:00:00Z";
    private static final String LATER = "2026-11-23T12:00:00.000001Z";

    private final MlPlatform platform = Lake.inMemory();
    private final FeatureRepository features = FeatureRepository.of(platform);

    @BeforeEach
    void define() {
        features.define(Lake.activity().build());
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void rowsOfOneIngestAreTiedWhereKeysAndEventTimeAreTheSame() {
        assertThat(ties(draft().add(visits(1, NOON, 5)).add(visits(2, NOON, 5)).add(visits(1, LATER, 5))))
                .isEqualTo(RowTies.NONE);
        assertThat(ties(draft().add(visits(1, "2026-11-24T00:00:00Z", 5))
                        .delete(Map.of("customer", 1L), Instant.parse("2026-11-24T00:00:00Z"))))
                .isEqualTo(RowTies.POSSIBLE);
    }

    @Test
    void ingestsBeforeAndBehindWhatIsThereMakeNoTies() {
        ties(draft().add(visits(1, NOON, 5)));

        assertThat(ties(draft().add(visits(1, LATER, 5)))).isEqualTo(RowTies.NONE);
        assertThat(ties(draft().add(visits(1, "2026-11-22T12:00:00Z", 5)))).isEqualTo(RowTies.NONE);
        features.define(Lake.activity().owner("another").build());
        assertThat(ties(draft().add(visits(1, "2026-11-25T12:00:00Z", 5)))).isEqualTo(RowTies.NONE);
    }

    @Test
    void anIngestAmongEventTimesThatAreThereMayMakeTiesAndWhatMayBeTiedStaysSo() {
        ties(draft().add(visits(1, NOON, 5)).add(visits(1, LATER, 5)));

        assertThat(ties(draft().add(visits(2, LATER, 5)))).isEqualTo(RowTies.POSSIBLE);
        assertThat(ties(draft().add(visits(2, "2026-11-25T12:00:00Z", 5)))).isEqualTo(RowTies.POSSIBLE);
        assertThat(features.get("growth/activity@1").ties()).isEqualTo(RowTies.NONE);
    }

    @Test
    void whatAWriterIngestedThatDoesNotTellOfTiesMayBeTied() {
        EntityName name = EntityName.of("growth/activity");
        GroupState told = GroupState.of(Lake.activity().build())
                .with(Lake.NOW, Optional.of(new UntiedRows(Instant.parse(NOON), Instant.parse(LATER), Lake.NOW)));
        ObjectNode stored = told.into(Json.object());

        assertThat(GroupState.read(name, stored)).isEqualTo(told);
        assertThat(told.ties()).isEqualTo(RowTies.NONE);
        stored.put("lastWrite", Json.time(Lake.NOW.plusMillis(1)));
        assertThat(GroupState.read(name, stored).ties()).isEqualTo(RowTies.POSSIBLE);
    }

    private FeatureDraft draft() {
        return features.draft("growth/activity");
    }

    private RowTies ties(FeatureDraft draft) {
        RowTies published = draft.publish().ties();
        assertThat(features.get("growth/activity").ties()).isEqualTo(published);
        return published;
    }
}
