package io.mlplatform.audit;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Lake;
import io.mlplatform.internal.json.Json;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What cannot be read, or is not what it was, is never left out in silence. */
class DamagedLogTest {

    private final Lake lake = new Lake(new MemoryStore(new Lake.Ticks()));
    private final Audit audit = lake.platform().audit();
    private final HandWrittenLog log = new HandWrittenLog(lake.store(), "growth/churn").annotations("anna", 6);

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void aDamagedAndAMissingEntryAreRowsThatSaySo() {
        log.damage(4);
        log.lose(2);

        List<AuditRecord> records = audit.table().records();

        assertThat(records).extracting(AuditRecord::seq).containsExactly(5L, 4L, 3L, 2L, 1L, 0L);
        assertThat(records.get(1).action()).isEqualTo(AuditAction.DAMAGED);
        assertThat(records.get(1).what()).contains("is not JSON");
        assertThat(records.get(1).time()).isEqualTo(records.get(0).time());
        assertThat(records.get(3).what()).contains("is missing");
        assertThat(audit.table().toString()).contains("damaged", "entries are never deleted: restore it");
    }

    @Test
    void whoDidItIsNotKnownSoItIsShownForEveryActorAndVersion() {
        log.damage(4);

        assertThat(audit.by("ben").table().records())
                .extracting(AuditRecord::seq)
                .containsExactly(4L);
        assertThat(audit.of("mlp://datasets/growth/churn@7").table().records())
                .extracting(AuditRecord::action)
                .containsExactly(AuditAction.DAMAGED);
    }

    @Test
    void aTimeThatFallsAmongDamagedEntriesShowsThem() {
        log.damage(2);
        log.damage(3);

        assertThat(audit.from(HandWrittenLog.time(3)).table().records())
                .extracting(AuditRecord::seq)
                .containsExactly(5L, 4L, 3L, 2L);
        assertThat(audit.until(HandWrittenLog.time(3)).table().records())
                .extracting(AuditRecord::seq)
                .containsExactly(3L, 2L, 1L, 0L);
    }

    @Test
    void aDamagedEndHidesNeitherWhatIsBeforeItNorTheProtectedAliases() {
        ModelVersion model = lake.platform()
                .models()
                .draft("growth/churn")
                .addBytes("m", bytes("weights"))
                .publish();
        lake.platform().models().assign(model, "production", Approval.by("risk-review"));
        String end = lake.keys("models/growth/churn/_log/").get(0);
        lake.store().put(ObjectKey.of(end), Content.of(bytes("gone")), PutCondition.always());

        AuditTable table = audit.of("mlp://models/growth/churn").table();

        assertThat(table.records())
                .extracting(AuditRecord::action)
                .containsExactlyInAnyOrder(AuditAction.DAMAGED, AuditAction.MOVE_ALIAS, AuditAction.PUBLISH);
        assertThat(audit.of("mlp://models/growth/churn")
                        .from(model.time())
                        .table()
                        .records())
                .as("with a time, too")
                .hasSize(3);
    }

    @Test
    void anEntryThatWasReplacedIsNotWhatItsSuccessorWasWrittenAfter() {
        log.forge(2, "mallory");

        AuditRecord forged = audit.table().records().get(3);

        assertThat(forged.seq()).isEqualTo(2);
        assertThat(forged.action()).isEqualTo(AuditAction.DAMAGED);
        assertThat(forged.actor()).isEmpty();
        assertThat(forged.what()).contains("not what entry 3 was written after", "it says: mallory annotated");
        assertThat(audit.table().records())
                .filteredOn(record -> record.action() == AuditAction.DAMAGED)
                .hasSize(1);
        assertThat(audit.until(HandWrittenLog.time(3)).table().records().get(0).action())
                .as("found by the entry behind the times asked for")
                .isEqualTo(AuditAction.DAMAGED);
    }

    @Test
    void aTimeThatIsNotBeforeItsSuccessorsIsDamage() {
        new HandWrittenLog(lake.store(), "growth/late")
                .entry("anna", Json.object().put("type", "annotate"), HandWrittenLog.time(9))
                .entry("anna", Json.object().put("type", "annotate"), HandWrittenLog.time(1));

        assertThat(audit.of("growth/late").table().records())
                .extracting(AuditRecord::action)
                .containsExactly(AuditAction.ANNOTATE, AuditAction.DAMAGED);
    }

    @Test
    void anEntryOfANewerFormatIsARowThatSaysWhatToDo() {
        String end = lake.keys("datasets/growth/churn/_log/").get(0);
        String newer = lake.text(end).replace("mlplatform.log/1", "mlplatform.log/2");
        lake.store().put(ObjectKey.of(end), Content.of(bytes(newer)), PutCondition.always());

        assertThat(audit.table().records().get(0).what()).contains("mlplatform.log/2", "use a newer mlplatform");
    }
}
