package io.mlplatform.s3.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.collection.CollectionPlan;
import io.mlplatform.layout.Zone;

/** Two collections after kills, without any grace: they leave nothing that no live version needs, and all that one does. */
final class LaterCollections {

    private final SharedPlace place;

    LaterCollections(SharedPlace place) {
        this.place = place;
    }

    /** How many objects of the dataset were garbage. */
    long clean(String dataset) {
        try (MlPlatform platform = open()) {
            long garbage = plan(platform, dataset).objects();
            platform.collector().collect(Zone.DATASETS, dataset);
            platform.collector().collect(Zone.DATASETS, dataset);
            assertThat(plan(platform, dataset).objects()).isZero();
            assertThat(platform.datasets().verify(platform.datasets().get(dataset)))
                    .isEmpty();
            return garbage;
        }
    }

    MlPlatform open() {
        return MlPlatform.builder()
                .store(place.store(), place.prefix())
                .settings(CollectorProcess.settings())
                .open();
    }

    static CollectionPlan plan(MlPlatform platform, String dataset) {
        return platform.collector().dryRun(Zone.DATASETS, dataset);
    }
}
