package io.mlplatform.features.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.features.FeatureColumn;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SageMakerSchemaTest {

    @Test
    void aNameThatSageMakerHasNoPlaceForIsRefused() {
        assertThatThrownBy(() -> SageMakerSchema.of(with("visits_"), "")).hasMessageContaining("visits_");
        assertThatThrownBy(() -> SageMakerSchema.of(with("write_time"), "")).hasMessageContaining("write_time");
        assertThatThrownBy(() -> SageMakerSchema.of(with("mlp_order"), "")).hasMessageContaining("mlp_order");
        assertThatThrownBy(() ->
                        SageMakerSchema.of(named("growth/" + "g".repeat(60)).build(), ""))
                .hasMessageContaining("at most 64");
    }

    @Test
    void typesAreThoseOfSageMaker() {
        FeatureGroup group = named("growth/shop.eu")
                .feature("real", FeatureType.DOUBLE)
                .feature("truth", FeatureType.BOOLEAN)
                .feature("time", FeatureType.TIMESTAMP)
                .feature(FeatureColumn.vector("numbers", 3))
                .build();

        SageMakerSchema schema = SageMakerSchema.of(group, "prod-");

        assertThat(schema.name()).isEqualTo("prod-growth--shop-_-eu");
        assertThat(schema.identifier()).isEqualTo("customer");
        assertThat(schema.features())
                .containsEntry("customer", "Integral")
                .containsEntry("event_time", "String")
                .containsEntry("real", "Fractional")
                .containsEntry("truth", "String")
                .containsEntry("time", "String")
                .containsEntry("numbers", "String");
    }

    @Test
    void sageMakerKeepsRecordsLongerThanTheyHold() {
        FeatureGroup brief = named("growth/brief").ttl(Duration.ofMillis(1)).build();
        FeatureGroup ages = named("growth/ages").ttl(Duration.ofDays(365_000)).build();

        assertThat(SageMakerSchema.timeToLive(brief).orElseThrow().value()).isEqualTo(2);
        assertThat(SageMakerSchema.timeToLive(ages).orElseThrow().unitAsString())
                .isEqualTo("Weeks");
        assertThat(SageMakerSchema.timeToLive(named("growth/all").build())).isEmpty();
    }

    private static FeatureGroup with(String feature) {
        return named("growth/g").feature(feature, FeatureType.LONG).build();
    }

    private static FeatureGroup.Builder named(String name) {
        return FeatureGroup.named(name).key("customer", FeatureType.LONG);
    }
}
