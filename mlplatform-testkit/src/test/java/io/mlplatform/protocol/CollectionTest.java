package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.MlPlatform;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.collection.CollectionPlan;
import io.mlplatform.collection.CollectionReport;
import io.mlplatform.collection.Pile;
import io.mlplatform.collection.Why;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Versioning;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import io.mlplatform.testkit.RequestKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a collection deletes, what it leaves alone, and what it says of it. */
class CollectionTest {

    private static final String STRANGER = "01j00000000000000000000000";

    private final Calendar calendar = new Calendar();
    private final MemoryStore store = new MemoryStore(calendar);
    private final MlPlatform ml = Lab.open(store);
    private final Journal journal = Journal.of(store, Zone.DATASETS);

    @Test
    void whatOnlyARetiredVersionNamedGoesOnceItsGraceIsOver() {
        DatasetVersion first = Lab.draft(ml, "a.csv", "old").publish();
        ml.datasets()
                .draft(Lab.NAME)
                .replace()
                .addBytes("a.csv", Lab.bytes("new"))
                .publish();
        ml.datasets().retire(first);
        calendar.passDays(6);
        assertThat(collect().objects()).isZero();
        assertThat(ml.datasets().verify(ml.datasets().get(Lab.NAME + "@1"))).isEmpty();
        calendar.passDays(2);
        CollectionReport report = collect();
        assertThat(report.deleted()).extracting(Pile::why).containsExactly(Why.RETIRED, Why.DERIVED);
        assertThat(keys("data/")).hasSize(1);
        assertThat(keys("_versions/")).hasSize(1);
        assertThat(journal.types()).containsExactly("commit", "commit", "retire", "condemn", "swept");
        assertThat(ml.datasets().verify(ml.datasets().get(Lab.NAME))).isEmpty();
        assertThat(collect().objects()).isZero();
        assertThat(journal.types()).hasSize(5);
    }

    @Test
    void nothingIsDeletedWhereANewerWriterSaysWhatIsNotUnderstood() {
        DatasetVersion first =
                Lab.draft(ml, "a.csv", "old").addBytes("b.csv", Lab.bytes("b")).publish();
        ml.datasets().draft(Lab.NAME).delete("a.csv").publish();
        ml.datasets().retire(first);
        calendar.passDays(8);
        journal.append(
                "{\"type\":\"noop\"}", state -> state.putArray("requires").add("holds"));
        List<ObjectKey> before = keys("");
        assertThatThrownBy(this::collect).isInstanceOf(ConflictException.class).hasMessageContaining("newer");
        assertThat(keys("")).isEqualTo(before);
    }

    @Test
    void theLogTellsThatAVersionIsDeadBeforeItsFilesGo() {
        DatasetVersion first =
                Lab.draft(ml, "a.csv", "old").addBytes("b.csv", Lab.bytes("b")).publish();
        ml.datasets().draft(Lab.NAME).delete("a.csv").publish();
        ml.datasets().retire(first);
        calendar.passDays(8);
        Instant until = Instant.parse(
                journal.state().path("retired").path(0).path("until").asText());
        FaultScriptedStore deaf = new FaultScriptedStore(
                store, FaultRule.every(Fault.LOST_REQUEST).of(RequestKind.DELETE));
        MlPlatform another = Lab.open(deaf);
        assertThatThrownBy(() -> another.collector().collect(Zone.DATASETS, Lab.NAME))
                .isInstanceOf(StorageUnavailableException.class);
        assertThat(Instant.parse(journal.head().path("time").asText())).isAfterOrEqualTo(until);
        assertThat(collect().objects()).isPositive();
        assertThat(journal.types()).containsExactly("commit", "commit", "retire", "swept", "swept");
    }

    @Test
    void aVersionIsFoundByItsTimeAlsoBehindDeadOnes() {
        DatasetVersion first = Lab.publish(ml, "a.csv", "a");
        calendar.passDays(1);
        DatasetVersion second = Lab.publish(ml, "b.csv", "b");
        calendar.passDays(1);
        DatasetVersion third = Lab.publish(ml, "c.csv", "c");
        ml.datasets().retire(first);
        ml.datasets().retire(second);
        calendar.passDays(8);
        collect();
        Lab.publish(ml, "d.csv", "d");
        assertThat(ml.datasets().get(Lab.NAME + "@" + third.time())).isEqualTo(third);
    }

    @Test
    void whatALaterVersionCarriesStays() {
        DatasetVersion first = Lab.publish(ml, "a.csv", "a");
        Lab.publish(ml, "b.csv", "b");
        ml.datasets().retire(first);
        calendar.passDays(8);
        assertThat(collect().deleted()).extracting(Pile::why).containsExactly(Why.DERIVED);
        assertThat(ml.datasets().verify(ml.datasets().get(Lab.NAME))).isEmpty();
    }

    @Test
    void deadFilesOfATransactionThatLivesOnGoWithoutACondemnation() {
        DatasetVersion first = ml.datasets()
                .draft(Lab.NAME)
                .addBytes("kept.csv", Lab.bytes("k"))
                .addBytes("dropped.csv", Lab.bytes("d"))
                .publish();
        ml.datasets().draft(Lab.NAME).delete("dropped.csv").publish();
        ml.datasets().retire(first);
        calendar.passDays(8);
        CollectionReport report = collect();
        assertThat(report.deleted()).extracting(Pile::why).contains(Why.LEFT_OVER);
        assertThat(report.condemned()).isZero();
        assertThat(keys("data/")).singleElement().asString().endsWith("/kept.csv");
        assertThat(journal.types()).endsWith("retire", "swept", "swept");
        assertThat(ml.datasets().verify(ml.datasets().get(Lab.NAME))).isEmpty();
    }

    @Test
    void anUnfinishedPublishIsLeftAloneUntilItIsOld() {
        Lab.publish(ml, "a.csv", "a");
        orphan(STRANGER, "x.csv");
        calendar.passDays(6);
        CollectionReport young = collect();
        assertThat(young.objects()).isZero();
        assertThat(young.left()).containsExactly(new Pile(Why.TOO_YOUNG, 1, 1, 1));
        calendar.passDays(2);
        CollectionReport report = collect();
        assertThat(report.deleted()).containsExactly(new Pile(Why.UNFINISHED, 1, 1, 1));
        assertThat(journal.types()).containsExactly("commit", "condemn", "swept");
    }

    @Test
    void whatALateWriterStagedUnderAGivenUpTransactionGoesWithTheNextCollection() {
        Lab.publish(ml, "a.csv", "a");
        orphan(STRANGER, "x.csv");
        calendar.passDays(8);
        collect();
        orphan(STRANGER, "late.csv");
        assertThat(collect().deleted()).containsExactly(new Pile(Why.GIVEN_UP, 1, 1, 1));
        assertThat(journal.types()).containsExactly("commit", "condemn", "swept", "swept");
    }

    @Test
    void aPinKeepsAVersionWhoseTimeIsOver() {
        DatasetVersion first = Lab.draft(ml, "a.csv", "old").publish();
        ml.datasets()
                .draft(Lab.NAME)
                .replace()
                .addBytes("a.csv", Lab.bytes("new"))
                .publish();
        ml.datasets().pin(first, "audit 2026");
        ml.datasets().retire(first);
        calendar.passDays(30);
        assertThat(collect().objects()).isZero();
        ml.datasets().unpin(first, "audit 2026");
        assertThat(collect().objects()).isPositive();
        assertThatThrownBy(() -> ml.datasets().pin(first, "late")).isInstanceOf(ConflictException.class);
    }

    @Test
    void theLatestAndWhatAliasesNameIsNotRetired() {
        DatasetVersion first = Lab.publish(ml, "a.csv", "a");
        assertThatThrownBy(() -> ml.datasets().retire(first))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("latest");
        Lab.publish(ml, "b.csv", "b");
        ml.datasets().assign(first, "stable");
        assertThatThrownBy(() -> ml.datasets().retire(first))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("stable");
        assertThat(journal.types()).doesNotContain("retire");
    }

    @Test
    void anUnreadableLiveManifestStopsItBeforeAnythingIsGivenUp() {
        Lab.segmented(ml).publish();
        orphan(STRANGER, "x.csv");
        calendar.passDays(8);
        List<ObjectKey> segments = keys("_manifests/").stream()
                .filter(key -> key.value().endsWith(".jsonl.gz"))
                .toList();
        store.delete(List.of(segments.get(0)));
        assertThatThrownBy(this::collect).isInstanceOf(DataCorruptException.class);
        assertThat(journal.types()).containsExactly("commit");
        assertThat(keys("data/" + STRANGER)).hasSize(1);
    }

    @Test
    void aTransactionThatIsCommittedWhileItIsPlannedForIsStruck() {
        Lab.publish(ml, "a.csv", "a");
        orphan(STRANGER, "x.csv");
        calendar.passDays(8);
        Tap commits = Tap.before(
                store,
                Lab.LOG,
                entry -> journal.append("{\"type\":\"annotate\"}", state -> {}, other -> other.putObject("event")
                        .put("type", "commit")
                        .put("txn", STRANGER)));
        CollectionReport report = Lab.open(commits).collector().collect(Zone.DATASETS, Lab.NAME);
        assertThat(report.struck()).isEqualTo(1);
        assertThat(report.condemned()).isZero();
        assertThat(keys("data/" + STRANGER)).hasSize(1);
    }

    @Test
    void aDryRunTellsWhatTheSweepThenDeletes() {
        DatasetVersion first = Lab.draft(ml, "a.csv", "old").publish();
        Lab.segmented(ml).replace().publish();
        ml.datasets().retire(first);
        IntStream.range(0, 2_500).forEach(i -> orphan(String.format("01j%023d", i / 2), i + ".csv"));
        calendar.passDays(8);
        var before = keys("");
        CollectionPlan plan = ml.collector().dryRun(Zone.DATASETS, Lab.NAME);
        assertThat(keys("")).isEqualTo(before);
        CollectionReport report = collect();
        assertThat(report.deleted()).isEqualTo(plan.deleted());
        assertThat(before.size() - keys("").size()).isEqualTo((int) plan.objects() - 2);
        assertThat(plan.toString()).contains("no commit names the transaction");
    }

    @Test
    void aForgedIndexDoesNotMisleadIt() {
        Lab.publish(ml, "a.csv", "a");
        Lab.publish(ml, "b.csv", "b");
        orphan(STRANGER, "x.csv");
        calendar.passDays(8);
        ObjectKey index = keys("_versions/").get(1);
        store.put(index, Content.of(Lab.bytes("{}")), PutCondition.always());
        assertThat(collect().deleted()).containsExactly(new Pile(Why.UNFINISHED, 1, 1, 1));
        store.delete(keys("_versions/"));
        assertThat(collect().objects()).isZero();
        assertThat(ml.datasets().verify(ml.datasets().get(Lab.NAME))).isEmpty();
    }

    @Test
    void aDamagedLogEntryStopsItBeforeAnythingIsGivenUp() {
        Lab.publish(ml, "a.csv", "a");
        Lab.publish(ml, "b.csv", "b");
        orphan(STRANGER, "x.csv");
        calendar.passDays(8);
        store.delete(List.of(journal.key(0)));
        assertThatThrownBy(this::collect).isInstanceOf(DataCorruptException.class);
        assertThat(keys("data/" + STRANGER)).hasSize(1);
    }

    @Test
    void twoCollectionsAtOnceDoNoHarm() {
        Lab.publish(ml, "a.csv", "a");
        orphan(STRANGER, "x.csv");
        calendar.passDays(8);
        Tap other = Tap.before(store, Lab.LOG, entry -> collect());
        Lab.open(other).collector().collect(Zone.DATASETS, Lab.NAME);
        assertThat(keys("data/" + STRANGER)).isEmpty();
        assertThat(ml.datasets().verify(ml.datasets().get(Lab.NAME))).isEmpty();
        assertThat(journal.types()).containsExactly("commit", "condemn", "swept", "condemn", "swept");
    }

    @Test
    void aPublishThatStoodStillWhileItWasCollectedFailsAndLosesNothing() {
        DatasetVersion first = Lab.publish(ml, "a.csv", "a");
        Tap slow = Tap.before(store, Lab.LOG, entry -> {
            calendar.passDays(8);
            collect();
        });
        assertThatThrownBy(() -> Lab.publish(Lab.open(slow), "b.csv", "b"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("collection");
        assertThat(keys("data/")).hasSize(1);
        assertThat(ml.datasets().verify(first)).isEmpty();
        Lab.publish(ml, "b.csv", "b");
    }

    @Test
    void aVersionedZoneSaysWhenTheSpaceIsFree() {
        PlatformLayout layout = PlatformLayout.foldersOfOne();
        MlPlatform versioned = MlPlatform.builder()
                .store(store, "")
                .layout(layout.with(Zone.DATASETS, layout.zone(Zone.DATASETS).withVersioning(Versioning.ON)))
                .open();
        Lab.publish(versioned, "a.csv", "a");
        assertThat(versioned.collector().collect(Zone.DATASETS, Lab.NAME).note())
                .contains("30 days");
        assertThat(versioned.collector().collect(Zone.DATASETS, Lab.NAME).toString())
                .contains("30 days");
    }

    private CollectionReport collect() {
        return ml.collector().collect(Zone.DATASETS, Lab.NAME);
    }

    private void orphan(String txn, String path) {
        store.put(
                ObjectKey.of("datasets/" + Lab.NAME + "/data/" + txn + "/" + path),
                Content.of(new byte[1]),
                PutCondition.ifAbsent());
    }

    private List<ObjectKey> keys(String below) {
        List<ObjectKey> keys = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            var page = store.list("datasets/" + Lab.NAME + "/" + below, after.get(), Delimiter.NONE, 1_000);
            keys.addAll(page.objects().stream().map(ObjectInfo::key).toList());
            after = page.next();
        }
        return keys;
    }
}
