package io.mlplatform.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.Settings;
import io.mlplatform.audit.Audit;
import io.mlplatform.audit.AuditAction;
import io.mlplatform.audit.AuditRecord;
import io.mlplatform.audit.AuditTable;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.MemoryStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditPageTest {

    private final MemoryStore store = new MemoryStore(new Ticking());
    private final MlPlatform ml = open("anna");
    private final MlPlatform ben = open("ben");

    @AfterEach
    void close() {
        ml.close();
        ben.close();
    }

    @Test
    void showsWhoDidWhat() {
        DatasetVersion data = ml.datasets()
                .draft("growth/churn")
                .addBytes("churn.csv", "id\n1\n".getBytes())
                .message("June refresh")
                .publish();
        ModelVersion model = ml.models()
                .draft("growth/churn")
                .addBytes("model.onnx", new byte[1])
                .uses(data)
                .publish();
        ben.models().assign(model, "production", Approval.by("risk-review").because("RISK-12"));

        AuditTable table = ml.audit().table();
        System.out.println(table);

        Audit models = ml.audit().of(Zone.MODELS);
        AuditTable team = models.of("growth/")
                .from(Instant.parse("2026-06-01T00:00:00Z"))
                .limit(1_000)
                .table();
        AuditTable byBen = models.by("ben").table();
        AuditTable before = ml.audit().of("growth/churn").until(model.time()).table();

        AuditTable version = ml.audit().of(model).table();
        AuditTable production =
                ml.audit().of("mlp://models/growth/churn@production").table();
        Optional<AuditRecord> lastMove = production.records().stream()
                .filter(record -> record.action() == AuditAction.MOVE_ALIAS)
                .findFirst();

        String csv = table.toCsv();
        List<List<String>> rows = table.rows();

        assertThat(table.records())
                .extracting(AuditRecord::action)
                .containsExactlyInAnyOrder(
                        AuditAction.MOVE_ALIAS, AuditAction.PIN, AuditAction.PUBLISH, AuditAction.PUBLISH);
        assertThat(team.records()).hasSize(3);
        assertThat(byBen.records()).hasSize(2);
        assertThat(before.records())
                .extracting(AuditRecord::what)
                .last()
                .asString()
                .contains("June refresh");
        assertThat(version.records()).hasSize(3);
        assertThat(lastMove.orElseThrow().what()).isEqualTo("production → 1, approved by risk-review: RISK-12");
        assertThat(csv.lines()).hasSize(5);
        assertThat(rows).hasSize(5);
    }

    private MlPlatform open(String actor) {
        return MlPlatform.builder()
                .store(store, "")
                .settings(Settings.defaults().withActor(actor))
                .open();
    }

    /** A millisecond more at each look, so that no two publishes have one time. */
    private static final class Ticking extends Clock {

        private final AtomicLong looks = new AtomicLong();

        @Override
        public Instant instant() {
            return Instant.parse("2026-11-23T10:00:00Z").plusMillis(looks.incrementAndGet());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
