package io.mlplatform.models;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.ConflictException;
import io.mlplatform.Lake;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.Settings;
import io.mlplatform.store.MemoryStore;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProtectedAliasTest {

    private final Lake lake = new Lake(new MemoryStore(new Lake.Ticks()));
    private final ModelStore models = lake.platform().models();

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void eachMoveIsAuditedNewestFirst() {
        ModelVersion first = model("a");
        ModelVersion second = model("b");
        models.assign(first, "production", Approval.by("risk-review"));
        try (MlPlatform ben = Lake.open(lake.store(), Settings.defaults().withActor("ben"))) {
            ben.models().assign(second, "production", Approval.by("on-call").because("RISK-12: drift"));
        }

        List<AuditedMove> audit = models.audit("growth/churn", "production");

        assertThat(audit).extracting(AuditedMove::version).containsExactly(second.ref(), first.ref());
        assertThat(audit).extracting(AuditedMove::by).containsExactly("on-call", "risk-review");
        assertThat(audit).extracting(AuditedMove::actor).containsExactly("ben", "anna");
        assertThat(audit).extracting(AuditedMove::reason).containsExactly("RISK-12: drift", "");
        assertThat(audit.get(0).time()).isAfter(audit.get(1).time()).isAfter(second.time());
        assertThat(audit.get(0).toString()).contains("growth/churn@2#", "by on-call: RISK-12: drift (ben)");
        assertThat(models.audit("growth/churn", "production", 1)).containsExactly(audit.get(0));
    }

    @Test
    void aRollbackNamesTheVersionBeforeAndIsAuditedItself() {
        ModelVersion first = model("a");
        ModelVersion second = model("b");
        models.assign(first, "production", Approval.by("risk-review"));
        models.assign(second, "production", Approval.by("risk-review"));

        ModelVersion now =
                models.rollback(second, "production", Approval.by("on-call").because("errors doubled"));

        assertThat(now).isEqualTo(first).isEqualTo(models.get("growth/churn@production"));
        assertThat(models.audit("growth/churn", "production"))
                .extracting(AuditedMove::version)
                .containsExactly(first.ref(), second.ref(), first.ref());
        assertThat(models.audit("growth/churn", "production").get(0).reason()).isEqualTo("errors doubled");
        assertThatThrownBy(() -> models.rollback(second, "production", Approval.by("on-call")))
                .as("the same rollback once more")
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("names version 1, not 2");
        assertThat(models.get("growth/churn@production")).isEqualTo(first);
    }

    @Test
    void aVersionOfAnotherPlatformIsNeverNamedByItsNumber() {
        model("a");
        try (MlPlatform elsewhere = MlPlatform.open("mem:")) {
            ModelVersion stranger = elsewhere
                    .models()
                    .draft("growth/churn")
                    .addBytes("model.onnx", new byte[] {7})
                    .publish();

            assertThatThrownBy(() -> models.assign(stranger, "production", Approval.by("risk-review")))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("use a version of this platform");
            assertThatThrownBy(() -> models.assign(stranger, "staging")).isInstanceOf(NotFoundException.class);
        }
        assertThat(models.find("growth/churn@production")).isEmpty();
    }

    @Test
    void aRollbackLooksPastMovesThatChangedNothing() {
        ModelVersion first = model("a");
        ModelVersion second = model("b");
        models.assign(first, "production", Approval.by("risk-review"));
        models.assign(second, "production", Approval.by("risk-review"));
        models.assign(second, "production", Approval.by("risk-review").because("confirmed"));

        assertThat(models.rollback(second, "production", Approval.by("on-call")))
                .isEqualTo(first);
    }

    @Test
    void thereIsNoRollbackWhereNothingWasBefore() {
        ModelVersion first = model("a");
        assertThat(models.audit("growth/churn", "production")).isEmpty();
        assertThatThrownBy(() -> models.audit("growth/other", "production")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> models.rollback(first, "production", Approval.by("x")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("names nothing yet");

        models.assign(first, "production", Approval.by("risk-review"));
        assertThatThrownBy(() -> models.rollback(first, "production", Approval.by("x")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("never named another version than 1");
        assertThat(models.audit("growth/churn", "production")).hasSize(1);
    }

    @Test
    void aPlainAliasIsNeitherRolledBackNorAudited() {
        ModelVersion first = model("a");
        models.assign(first, "staging");

        assertThatThrownBy(() -> models.audit("growth/churn", "staging")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> models.rollback(first, "staging", Approval.by("x")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> models.assign(first, "production")).isInstanceOf(ConflictException.class);
    }

    private ModelVersion model(String text) {
        return models.draft("growth/churn").addBytes("model.onnx", bytes(text)).publish();
    }
}
