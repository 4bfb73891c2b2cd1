package io.mlplatform.audit;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.EntityName;
import io.mlplatform.Lake;
import io.mlplatform.MlPlatform;
import io.mlplatform.Settings;
import io.mlplatform.VersionRef;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.ObjectStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who did what, on each of the stores that need no server. */
abstract class AuditTests {

    private final Lake lake;
    private final MlPlatform ben;
    private final Audit audit;

    AuditTests(ObjectStore store) {
        this.lake = new Lake(store);
        this.ben = Lake.open(store, Settings.defaults().withActor("ben"));
        this.audit = lake.platform().audit();
    }

    /** Anna publishes data and two models, Ben approves the second, Anna publishes another team's data. */
    @BeforeEach
    void work() {
        DatasetVersion data = data("growth/churn", "June refresh");
        ModelVersion first = model(data);
        lake.platform().models().assign(first, "staging");
        ModelVersion second = model(data);
        ben.models().assign(second, "production", Approval.by("risk-review").because("RISK-12"));
        data("fraud/cards", "");
    }

    @AfterEach
    void close() {
        ben.close();
        lake.close();
    }

    @Test
    void allThatWasDoneIsTheNewestFirst() {
        AuditTable table = audit.table();

        assertThat(table.records())
                .extracting(record -> record.actor() + " " + record.action() + " " + record.log() + " " + record.what())
                .containsExactlyInAnyOrder(
                        "anna published datasets/fraud/cards version 1 of a new dataset (append)",
                        "ben moved alias models/growth/churn@production production → 2, approved by risk-review: RISK-12",
                        "ben pinned models/growth/churn version 2 for alias:production",
                        "anna published models/growth/churn version 2 (replace) from 1 input",
                        "anna moved alias models/growth/churn staging → 1",
                        "anna published models/growth/churn version 1 of a new model, protecting production (replace)"
                                + " from 1 input",
                        "anna published datasets/growth/churn version 1 of a new dataset (append): June refresh");
        assertThat(table.records()).isSortedAccordingTo((a, b) -> b.time().compareTo(a.time()));
        assertThat(table.records())
                .extracting(AuditRecord::writeId)
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(table.records().get(3).version()).hasValue(2);
        assertThat(table.unseen()).isEmpty();
    }

    @Test
    void aZoneAPrefixAndAnEntityNarrowIt() {
        assertThat(audit.of(Zone.DATASETS).table().records()).hasSize(2);
        assertThat(audit.of("growth/").table().records()).hasSize(6);
        assertThat(audit.of("growth/").of(Zone.DATASETS).table().records()).hasSize(1);
        assertThat(audit.of("mlp://models/growth/").table().records()).hasSize(5);
        assertThat(audit.of("growth/churn").table().records()).hasSize(6);
        assertThat(audit.of(EntityName.of("fraud/cards")).table().records()).hasSize(1);
        assertThat(audit.of(Zone.FEATURES).table().records()).isEmpty();
        assertThat(audit.of("growth/none").table().records()).isEmpty();
    }

    @Test
    void aVersionOrAnAliasHasAnAuditOfItsOwn() {
        assertThat(audit.of("mlp://models/growth/churn@2").table().records())
                .extracting(AuditRecord::action)
                .containsExactlyInAnyOrder(AuditAction.MOVE_ALIAS, AuditAction.PIN, AuditAction.PUBLISH);
        assertThat(audit.of(lake.platform().models().get("growth/churn@2")).table())
                .isEqualTo(audit.of(VersionRef.parse("mlp://models/growth/churn@2"))
                        .table());
        assertThat(audit.of("mlp://models/growth/churn@staging").table().records())
                .extracting(AuditRecord::what)
                .containsExactly("staging → 1");
        assertThat(audit.of("mlp://models/growth/churn@production").table().records())
                .extracting(AuditRecord::actor)
                .containsExactly("ben", "ben");
        assertThat(audit.of("mlp://models/growth/churn").table().records()).hasSize(5);
    }

    @Test
    void anActorAndATimeNarrowIt() {
        List<AuditRecord> all = audit.table().records();
        Instant move = all.get(1).time();

        assertThat(audit.by("ben").table().records()).containsExactly(all.get(1), all.get(2));
        assertThat(audit.by("be").table().records()).isEmpty();
        assertThat(audit.from(move).table().records()).containsExactly(all.get(0), all.get(1));
        assertThat(audit.until(move).table().records()).isEqualTo(all.subList(2, all.size()));
        assertThat(audit.from(all.get(4).time()).until(move).by("anna").table().records())
                .containsExactly(all.get(3), all.get(4));
        assertThat(audit.limit(3).until(move).table().records()).isEqualTo(all.subList(2, 5));
    }

    @Test
    void aQuestionIsImmutableAndRefusesWhatHasNoAnswer() {
        audit.by("nobody").limit(1).of(Zone.FEATURES);

        assertThat(audit.table().records()).hasSize(7);
        assertThatThrownBy(() -> audit.limit(0)).hasMessageContaining("1 to 10000");
        assertThatThrownBy(() -> audit.limit(10_001)).hasMessageContaining("with from and until");
        Instant now = Instant.parse("2026-11-23T12:00:00Z");
        assertThatThrownBy(() -> audit.from(now).until(now)).hasMessageContaining("is not before");
        assertThatThrownBy(() -> audit.of("growth")).hasMessageContaining("not an entity name");
        assertThatThrownBy(() -> audit.of("mlp://models/growth/churn@2026-11-23T12:00Z"))
                .hasMessageContaining("use from and until");
    }

    @Test
    void theTableSaysWhenItIsCut() {
        assertThat(audit.limit(3).table().toString())
                .contains("anna", "production → 2, approved by risk-review")
                .endsWith("the newest 3; there may be older ones: raise limit, or ask until");
        assertThat(audit.table().toString())
                .doesNotContain("there may be older")
                .hasLineCount(8);
    }

    private DatasetVersion data(String name, String message) {
        return lake.platform()
                .datasets()
                .draft(name)
                .addBytes("a.csv", bytes("id\n1\n"))
                .message(message)
                .publish();
    }

    private ModelVersion model(DatasetVersion data) {
        return lake.platform()
                .models()
                .draft("growth/churn")
                .addBytes("model.onnx", bytes("weights"))
                .uses(data)
                .publish();
    }
}
