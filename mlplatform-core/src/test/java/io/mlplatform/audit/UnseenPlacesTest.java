package io.mlplatform.audit;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Lake;
import io.mlplatform.MlPlatform;
import io.mlplatform.RefusingStore;
import io.mlplatform.Settings;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.MemoryStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table that may lack something says where. */
class UnseenPlacesTest {

    private final Lake lake = new Lake(new MemoryStore(new Lake.Ticks()));

    @BeforeEach
    void work() {
        lake.platform()
                .datasets()
                .draft("growth/churn")
                .addBytes("a.csv", bytes("id\n"))
                .publish();
        ModelVersion model = lake.platform()
                .models()
                .draft("growth/churn")
                .addBytes("m", bytes("weights"))
                .publish();
        lake.platform().models().assign(model, "production", Approval.by("risk-review"));
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void aZoneThatMayNotBeListed() {
        AuditTable table = without("models/_entities/");

        assertThat(table.records()).extracting(AuditRecord::log).containsExactly("datasets/growth/churn");
        assertThat(table.unseen()).hasToString("[models (no access)]");
        assertThat(table.toString()).endsWith("not seen: models (no access)");
    }

    @Test
    void aLogThatMayNotBeRead() {
        AuditTable table = without("models/growth/churn/_log/");

        assertThat(table.records()).extracting(AuditRecord::log).containsExactly("datasets/growth/churn");
        assertThat(table.unseen()).hasToString("[models/growth/churn (no access)]");
    }

    @Test
    void aProtectedAliasThatMayNotBeRead() {
        AuditTable table = without("_aliases/");

        assertThat(table.records()).hasSize(3);
        assertThat(table.unseen()).hasToString("[models/growth/churn@production (no access)]");
    }

    private AuditTable without(String part) {
        try (MlPlatform narrow = Lake.open(RefusingStore.hiding(lake.store(), part), Settings.defaults())) {
            return narrow.audit().table();
        }
    }
}
