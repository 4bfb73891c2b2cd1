package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.collection.CollectionReport;
import io.mlplatform.collection.RetentionRule;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import io.mlplatform.testkit.RequestKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which versions are given up by a rule, by dropping, and by erasing, and how they are missed afterwards. */
class RetentionTest {

    private final Calendar calendar = new Calendar();
    private final MemoryStore store = new MemoryStore(calendar);
    private final MlPlatform ml = Lab.open(store);
    private final Journal journal = Journal.of(store, Zone.DATASETS);

    @Test
    void theNewestStayAndWhatIsNamedOrHeldAmongTheOthers() {
        publish(10);
        ml.datasets().assign(version(3), "stable");
        ml.datasets().pin(version(5), "audit");
        assertThat(ml.datasets().retire(Lab.NAME, RetentionRule.keepLast(2))).isEqualTo(6);
        assertThat(retired()).containsExactly("1-2", "4-4", "6-8");
        assertThat(ml.datasets().retire(Lab.NAME, RetentionRule.keepLast(2))).isZero();
    }

    @Test
    void aHistoryLeavesOutWhatWasCollected() {
        publish(5);
        ml.datasets().pin(version(2), "audit");
        ml.datasets().retire(Lab.NAME, RetentionRule.keepLast(2));
        calendar.passDays(8);
        ml.collector().collect(Zone.DATASETS, Lab.NAME);
        assertThat(ml.datasets().history(Lab.NAME).versions())
                .extracting(DatasetVersion::version)
                .containsExactly(5L, 4L, 2L);
        assertThat(ml.datasets().history(Lab.NAME, 3).versions()).hasSize(3);
    }

    @Test
    void aGraceBeyondAnyCalendarIsRefused() {
        assertThatThrownBy(() -> Lab.SETTINGS.withRetireGrace(Duration.ofDays(3_650_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100 years");
    }

    @Test
    void whatIsYoungerThanTheRuleSaysStays() {
        IntStream.range(0, 6).forEach(day -> {
            publish(1);
            calendar.passDays(1);
        });
        assertThat(ml.datasets().retire(Lab.NAME, RetentionRule.keepFor(Duration.ofDays(3))))
                .isEqualTo(3);
        assertThat(retired()).containsExactly("1-3");
        assertThat(ml.datasets().retire(Lab.NAME, RetentionRule.keepLast(1).andFor(Duration.ofDays(2))))
                .isEqualTo(1);
    }

    @Test
    void aRuleBelievesNoIndexThatTheLogContradicts() throws IOException {
        IntStream.range(0, 4).forEach(day -> {
            publish(1);
            calendar.passDays(1);
        });
        ObjectKey index = Journal.keys(store, Zone.DATASETS).version(2);
        GetOutcome.Found found = (GetOutcome.Found) store.get(index, ByteRange.ALL, GetCondition.always());
        String text = new String(found.body().readAllBytes(), StandardCharsets.UTF_8);
        store.put(
                index,
                Content.of(text.replaceFirst("\"time\":\"[^\"]*\"", "\"time\":\"2020-01-01T00:00:00.000Z\"")),
                PutCondition.always());
        assertThatThrownBy(() -> ml.datasets().retire(Lab.NAME, RetentionRule.keepFor(Duration.ofDays(90))))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("the log says");
        assertThat(retired()).isEmpty();
    }

    @Test
    void neighboursMergeOnceTheirTimeIsOver() {
        publish(6);
        ml.datasets().retire(version(1));
        ml.datasets().retire(version(2));
        assertThat(retired()).containsExactly("1-1", "2-2");
        calendar.passDays(8);
        publish(1);
        ml.datasets().retire(version(4));
        assertThat(retired()).containsExactly("1-2", "4-4");
    }

    @Test
    void aDeadVersionIsNotFoundByNumberSweptOrNot() {
        publish(2);
        DatasetVersion first = version(1);
        ml.datasets().retire(first);
        assertThat(version(1)).isEqualTo(first);
        calendar.passDays(8);
        ml.collector().collect(Zone.DATASETS, Lab.NAME);
        assertThatThrownBy(() -> Lab.open(store).datasets().get(Lab.NAME + "@1"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("retired");
        assertThatThrownBy(() -> Lab.open(store).datasets().open(first, "a.csv").close())
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void aDroppedEntityIsEmptyClosedAndCollected() {
        publish(3);
        ml.datasets().drop(Lab.NAME);
        ml.datasets().drop(Lab.NAME);
        assertThat(journal.types()).containsExactly("commit", "commit", "commit", "commit", "retire", "seal");
        assertThat(ml.datasets().get(Lab.NAME).files()).isZero();
        assertThatThrownBy(() -> publish(1)).isInstanceOf(ConflictException.class);
        calendar.passDays(8);
        assertThat(ml.collector().collect(Zone.DATASETS, Lab.NAME).objects()).isPositive();
        assertThat(ml.collector().dryRun(Zone.DATASETS, Lab.NAME).objects()).isZero();
        ml.datasets().reopen(Lab.NAME);
        publish(1);
        assertThat(ml.datasets().get(Lab.NAME).version()).isEqualTo(5);
    }

    @Test
    void whatAliasesAndPinsHoldIsNotDropped() {
        publish(2);
        ml.datasets().pin(version(1), "audit");
        assertThatThrownBy(() -> ml.datasets().drop(Lab.NAME))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("audit");
        assertThat(journal.types()).containsExactly("commit", "commit", "pin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retire", "seal"})
    void anEntityThatIsPinnedWhileItIsDroppedIsNotClosed(String event) {
        publish(2);
        Predicate<String> itsSlot = journal.key(event.equals("retire") ? 3 : 4).value()::equals;
        MlPlatform dropping = Lab.open(Tap.before(store, Lab.LOG.and(itsSlot), entry -> ml.datasets()
                .pin(ml.datasets().get(Lab.NAME), "audit")));
        assertThatThrownBy(() -> dropping.datasets().drop(Lab.NAME))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("audit");
        assertThat(journal.types()).doesNotContain("seal");
        assertThat(journal.types().contains("retire")).isEqualTo(event.equals("seal"));
    }

    @Test
    void anErasedFileIsGoneAtOnceFromEveryVersion() {
        publish(3);
        assertThatThrownBy(() -> ml.collector().erase(Zone.DATASETS, Lab.NAME, List.of("a.csv")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("latest");
        Lab.draft(ml, "b.csv", "b").publish();
        ml.datasets().draft(Lab.NAME).delete("a.csv").publish();
        ml.collector().erase(Zone.DATASETS, Lab.NAME, List.of("a.csv"));
        assertThat(store.list("datasets/", "", Delimiter.NONE, 1_000).objects())
                .noneMatch(object -> object.key().value().endsWith("/a.csv"));
        assertThat(ml.datasets().verify(ml.datasets().get(Lab.NAME))).isEmpty();
    }

    @Test
    void anErasureThatWasBrokenOffOnceItsVersionsWereGivenUpIsFinishedByTheSameCall() {
        publish(2);
        Lab.publish(ml, "b.csv", "b");
        ml.datasets().draft(Lab.NAME).delete("a.csv").publish();
        FaultScriptedStore dying = new FaultScriptedStore(
                store, FaultRule.every(Fault.ACCESS_DENIED).of(RequestKind.DELETE));
        assertThatThrownBy(() -> erase(Lab.open(dying), "a.csv")).isInstanceOf(AccessDeniedException.class);
        assertThat(erase(ml, "a.csv").objects()).isPositive();
        List<String> finished = journal.types();
        assertThat(erase(ml, "a.csv").objects()).isZero();
        assertThat(journal.types()).isEqualTo(finished);
        assertThatThrownBy(() -> erase(ml, "never.csv")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void erasingAVersionAgainRetiresNothingAgain() {
        publish(4);
        ml.collector().erase(Zone.DATASETS, Lab.NAME, 1);
        ml.collector().erase(Zone.DATASETS, Lab.NAME, 2);
        List<String> finished = journal.types();
        ml.collector().erase(Zone.DATASETS, Lab.NAME, 2);
        assertThat(journal.types()).isEqualTo(finished);
    }

    @Test
    void erasingIsRefusedWhileAPinHoldsTheVersion() {
        publish(2);
        ml.datasets().pin(version(1), "trial");
        assertThatThrownBy(() -> ml.collector().erase(Zone.DATASETS, Lab.NAME, 1))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("trial");
        assertThat(journal.types()).doesNotContain("retire");
    }

    @Test
    void aRetiredVersionIsErasedBeforeItsGraceIsOver() {
        publish(2);
        ml.datasets().retire(version(1));
        assertThat(ml.collector().erase(Zone.DATASETS, Lab.NAME, 1).objects()).isPositive();
    }

    private static CollectionReport erase(MlPlatform platform, String path) {
        return platform.collector().erase(Zone.DATASETS, Lab.NAME, List.of(path));
    }

    private void publish(int versions) {
        for (int i = 0; i < versions; i++) {
            ml.datasets()
                    .draft(Lab.NAME)
                    .replace()
                    .addBytes("a.csv", Lab.bytes("a" + journal.entries().size()))
                    .publish();
        }
    }

    private DatasetVersion version(int number) {
        return ml.datasets().get(Lab.NAME + "@" + number);
    }

    private List<String> retired() {
        List<String> ranges = new ArrayList<>();
        journal.state()
                .path("retired")
                .forEach(range -> ranges.add(
                        range.path("from").asLong() + "-" + range.path("to").asLong()));
        return ranges;
    }
}
