package io.mlplatform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Lake;
import io.mlplatform.internal.json.Json;
import io.mlplatform.store.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left unread must not matter: every narrow question answers as the widest one does, filtered. */
class LongLogsTest {

    private static final int LOGS = 7;

    private final Lake lake = new Lake(new MemoryStore(new Lake.Ticks()));
    private final Audit audit = lake.platform().audit().limit(AuditQuery.MAX_LIMIT);

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void anyLimitTimesAndActorAnswerAsTheWholeFiltered() {
        Random random = new Random(7);
        for (int n = 0; n < LOGS; n++) {
            HandWrittenLog log = new HandWrittenLog(lake.store(), "growth/e" + n);
            Instant time = HandWrittenLog.BEGIN;
            for (int seq = 0, length = 1 << n; seq < length; seq++) {
                time = time.plusSeconds(1 + random.nextInt(4_000 >> n));
                log.entry(
                        random.nextInt(20) == 0 ? "ben" : "anna", Json.object().put("type", "annotate"), time);
            }
        }
        List<AuditRecord> all = audit.table().records();
        assertThat(all).hasSize((1 << LOGS) - 1);

        for (int i = 0; i < 300; i++) {
            Instant from = all.get(random.nextInt(all.size())).time().plusSeconds(random.nextInt(3) - 1);
            Instant until = from.plusSeconds(1 + random.nextInt(3_000));
            int limit = 1 + random.nextInt(all.size());
            String actor = random.nextBoolean() ? "ben" : "anna";
            assertThat(audit.limit(limit).table().records())
                    .isEqualTo(all.stream().limit(limit).toList());
            assertThat(audit.from(from).until(until).limit(limit).table().records())
                    .isEqualTo(all.stream()
                            .filter(record -> !record.time().isBefore(from)
                                    && record.time().isBefore(until))
                            .limit(limit)
                            .toList());
            assertThat(audit.from(from).by(actor).limit(limit).table().records())
                    .isEqualTo(all.stream()
                            .filter(record -> !record.time().isBefore(from)
                                    && record.actor().equals(actor))
                            .limit(limit)
                            .toList());
        }
    }

    @Test
    void moreEntitiesThanAreOpenAtATimeAreAllAsked() {
        for (int n = 0; n < 1_001; n++) {
            new HandWrittenLog(lake.store(), "growth/e" + n).annotations("anna", 1);
        }

        assertThat(audit.table().records()).hasSize(1_001);
        assertThat(audit.limit(5).table().records()).hasSize(5);
    }
}
