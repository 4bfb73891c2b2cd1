package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.audit.Audit;
import io.mlplatform.audit.AuditRecord;
import io.mlplatform.audit.AuditTable;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.testkit.HopClock;
import io.mlplatform.testkit.MeteredObjectStore;
import io.mlplatform.testkit.RequestKind;
import io.mlplatform.testkit.Requests;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many requests an audit makes: it must not read whole logs, nor wait for one entry after the other. */
class AuditBudgetTest {

    private static final int THREADS = 8;
    private static final int LONG = 200;
    private static final int LOG2_OF_LONG = 8;

    // A log's times go on by a millisecond an entry where the clock stands still.
    private final Clock time = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private final HopClock clock = new HopClock();
    private final ExecutorService executor = clock.executor(Executors.newFixedThreadPool(THREADS));
    private final MeteredObjectStore store = new MeteredObjectStore(new MemoryStore(time), clock);
    private final MlPlatform ml = MlPlatform.builder()
            .store(store, "")
            .executor(executor)
            .time(time, new Random(1))
            .open();
    private final Audit datasets = ml.audit().of(Zone.DATASETS);

    @AfterEach
    void stop() {
        ml.close();
        executor.shutdownNow();
        store.close();
    }

    @Test
    void theNewestOfOneLogAreOneListAndAGetEach() {
        dataset("growth/churn", LONG);

        Requests asked = askedBy(datasets.of("growth/churn").limit(30), 30);

        assertThat(asked.count(RequestKind.LIST)).as("%s", asked).isEqualTo(1);
        assertThat(asked.count(RequestKind.GET)).as("%s", asked).isEqualTo(30);
        assertThat(asked.hops())
                .as("LIST, the end, and the others at once: %s", asked)
                .isEqualTo(3);
    }

    @Test
    void aTimeIsFoundByHalvingTheLog() {
        dataset("growth/churn", LONG);
        Instant begin = datasets.limit(LONG).table().records().get(LONG - 1).time();

        Requests from = askedBy(datasets.of("growth/churn").from(begin.plusMillis(LONG - 5)), 5);
        Requests until = askedBy(datasets.of("growth/churn").until(begin.plusMillis(3)), 3);
        Requests later = askedBy(datasets.of("growth/churn").from(begin.plusMillis(LONG)), 0);

        assertThat(from.all()).as("%s", from).hasSizeLessThanOrEqualTo(1 + 5 + LOG2_OF_LONG);
        assertThat(until.all())
                .as("and the end of the log: %s", until)
                .hasSizeLessThanOrEqualTo(1 + 1 + 3 + LOG2_OF_LONG);
        assertThat(later.all()).as("only the end of the log: %s", later).hasSize(2);
    }

    @Test
    void ofManyLogsOnlyTheOnesWithTheNewestAreReadOn() {
        int logs = 40;
        for (int n = 0; n < logs; n++) {
            dataset("growth/old" + n, 6);
        }
        dataset("growth/busy", LONG);

        Requests asked = askedBy(datasets.limit(60), 60);

        assertThat(asked.count(RequestKind.LIST))
                .as("the zone, and each log: %s", asked)
                .isEqualTo(1 + logs + 1);
        assertThat(asked.count(RequestKind.GET))
                .as("an end for each log, and at most two for each record: %s", asked)
                .isLessThanOrEqualTo(logs + 1 + 2 * 60);
        assertThat(datasets.limit(60).table().records())
                .extracting(AuditRecord::log)
                .containsOnly("datasets/growth/busy");
    }

    @Test
    void aProtectedAliasIsAListAndAGetAMoveMore() {
        ModelVersion model =
                ml.models().draft("growth/churn").addBytes("m", new byte[1]).publish();
        ml.models().assign(model, "production", Approval.by("a"));
        ml.models().assign(model, "production", Approval.by("b"));

        Requests asked = askedBy(ml.audit().of("mlp://models/growth/churn"), 6);

        assertThat(asked.count(RequestKind.LIST)).as("%s", asked).isEqualTo(2);
        assertThat(asked.count(RequestKind.GET)).as("%s", asked).isEqualTo(6);
        assertThat(asked.hops()).as("%s", asked).isLessThanOrEqualTo(5);
    }

    @Test
    void anAuditOfNothingIsAListAZone() {
        Requests asked = askedBy(ml.audit(), 0);

        assertThat(asked.all()).as("%s", asked).hasSize(Zone.values().length);
    }

    private Requests askedBy(Audit audit, int records) {
        Requests before = store.snapshot();
        AuditTable table = audit.table();
        Requests asked = store.since(before);
        assertThat(table.records()).hasSize(records);
        return asked;
    }

    private void dataset(String name, int entries) {
        var version = ml.datasets().draft(name).addBytes("a.csv", new byte[1]).publish();
        for (int n = 1; n < entries; n++) {
            ml.datasets().assign(version, List.of("a", "b").get(n % 2));
        }
    }
}
