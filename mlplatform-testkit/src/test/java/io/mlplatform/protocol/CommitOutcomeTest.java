package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.ConflictException;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import io.mlplatform.testkit.RequestKind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a commit whose put is stored, lost, unanswered or refused. */
class CommitOutcomeTest {

    private final ObjectStore store = Lab.memory();
    private final Journal journal = Journal.of(store, Zone.DATASETS);

    @Test
    void aLostRaceIsRedoneOnTheNewHead() {
        Tap tap = Tap.before(store, Lab.LOG, bytes -> Lab.publish(Lab.open(store), "other.csv", "x"));
        MlPlatform ml = Lab.open(tap);
        DatasetVersion version = Lab.publish(ml, "own.csv", "y");
        assertThat(version.version()).isEqualTo(2);
        assertThat(Lab.paths(ml, version)).containsExactly("other.csv", "own.csv");
        assertThat(journal.types()).containsExactly("commit", "commit");
        assertThat(journal.entry(1).path("event").has("kind")).isFalse();
    }

    @Test
    void anAnswerLostAfterTheEffectIsFoundAsOwn() {
        FaultScriptedStore faulty = new FaultScriptedStore(store, put(1, Fault.LOST_RESPONSE));
        assertThat(Lab.publish(Lab.open(faulty), "a.csv", "x").version()).isEqualTo(1);
        assertThat(faulty.struck()).hasSize(1);
        assertThat(journal.types()).containsExactly("commit");
    }

    @Test
    void aRequestLostBeforeItsEffectIsSentAgainByteForByte() {
        FaultScriptedStore faulty = new FaultScriptedStore(store, put(1, Fault.LOST_REQUEST));
        Tap tap = Tap.watching(faulty, Lab.LOG);
        Lab.publish(Lab.open(tap), "a.csv", "x");
        // The third repeats the put to see whether the store honours conditions.
        assertThat(tap.puts())
                .hasSize(3)
                .allMatch(bytes -> Arrays.equals(bytes, tap.puts().get(0)));
        assertThat(journal.types()).containsExactly("commit");
    }

    @Test
    void theOwnPutDeniedByAClientThatRepeatsCountsAsWon() {
        FaultScriptedStore faulty = new FaultScriptedStore(store, put(1, Fault.OWN_EFFECT_DENIED));
        assertThat(Lab.publish(Lab.open(faulty), "a.csv", "x").version()).isEqualTo(1);
        assertThat(journal.types()).containsExactly("commit");
    }

    @Test
    void theOwnPutDeniedAndThenNotReadableIsUnknown() {
        FaultScriptedStore faulty =
                new FaultScriptedStore(store, put(1, Fault.OWN_EFFECT_DENIED), get(1, Fault.ACCESS_DENIED));
        assertThatThrownBy(() -> Lab.publish(Lab.open(faulty), "a.csv", "x"))
                .isInstanceOf(CommitOutcomeUnknownException.class);
        assertThat(journal.types()).containsExactly("commit");
    }

    @Test
    void aNoopThatAbandonsTheWriteIsAConflict() {
        Lab.publish(Lab.open(store), "a.csv", "x");
        Tap tap = Tap.before(store, Lab.LOG, bytes -> Lab.log(store, Zone.DATASETS)
                .abandon(1, Journal.parse(bytes).get("writeId").asText()));
        assertThatThrownBy(() -> Lab.publish(Lab.open(tap), "b.csv", "y")).isInstanceOf(ConflictException.class);
        assertThat(journal.types()).containsExactly("commit", "noop");
    }

    @Test
    void aNoopThatAbandonsAnotherIsALostRace() {
        Lab.publish(Lab.open(store), "a.csv", "x");
        String stranger = "01j00000000000000000000000";
        Tap tap = Tap.before(
                store, Lab.LOG, bytes -> Lab.log(store, Zone.DATASETS).abandon(1, stranger));
        assertThat(Lab.publish(Lab.open(tap), "b.csv", "y").version()).isEqualTo(2);
        assertThat(journal.types()).containsExactly("commit", "noop", "commit");
    }

    @Test
    void aRefusalBeforeAnyUnansweredPutIsJustThat() {
        FaultScriptedStore faulty = new FaultScriptedStore(store, put(1, Fault.ACCESS_DENIED));
        assertThatThrownBy(() -> Lab.publish(Lab.open(faulty), "a.csv", "x")).isInstanceOf(AccessDeniedException.class);
        assertThat(journal.entries()).isEmpty();
    }

    @Test
    void aRefusalAfterAnUnansweredPutIsUnknownAndCleansNothingUp() {
        FaultScriptedStore faulty = new FaultScriptedStore(
                store, put(1, Fault.LOST_REQUEST), get(1, Fault.LOST_REQUEST), put(2, Fault.ACCESS_DENIED));
        Tap tap = Tap.watching(faulty, Lab.LOG);
        MlPlatform ml = Lab.open(tap);
        CommitOutcomeUnknownException unknown =
                catchThrowableOfType(CommitOutcomeUnknownException.class, () -> Lab.publish(ml, "a.csv", "x"));
        assertThat(unknown.entity()).isEqualTo("mlp://datasets/" + Lab.NAME);
        assertThat(unknown.seq()).isZero();
        assertThat(unknown.writeId())
                .isEqualTo(Journal.parse(tap.puts().get(0)).get("writeId").asText());
        assertThat(unknown.entry()).isEqualTo(tap.puts().get(0));
        assertThat(keys()).anyMatch(key -> key.contains("/data/") && key.endsWith("/a.csv"));
    }

    @Test
    void anInterruptAfterAnUnansweredPutIsUnknown() {
        FaultScriptedStore faulty =
                new FaultScriptedStore(store, put(1, Fault.LOST_RESPONSE), get(1, Fault.LOST_REQUEST));
        Tap tap = Tap.before(faulty, Lab.LOG, bytes -> Thread.currentThread().interrupt());
        assertThatThrownBy(() -> Lab.publish(Lab.open(tap), "a.csv", "x"))
                .isInstanceOf(CommitOutcomeUnknownException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(tap.puts()).hasSize(1);
    }

    @Test
    void aSpentBudgetIsUnknown() {
        FaultScriptedStore faulty = new FaultScriptedStore(
                store, put(FaultRule.EVERY, Fault.LOST_REQUEST), get(FaultRule.EVERY, Fault.LOST_REQUEST));
        Tap tap = Tap.watching(faulty, Lab.LOG);
        assertThatThrownBy(() -> Lab.publish(Lab.open(tap, Lab.SETTINGS.withResends(2)), "a.csv", "x"))
                .isInstanceOf(CommitOutcomeUnknownException.class);
        assertThat(tap.puts()).hasSize(3);
    }

    @Test
    void aStoreClosedAfterAnUnansweredPutIsUnknown() {
        FaultScriptedStore faulty =
                new FaultScriptedStore(store, put(1, Fault.LOST_RESPONSE), get(1, Fault.LOST_REQUEST));
        ObjectStore closing = new ClosedAfterPuts(faulty, 1);
        assertThatThrownBy(() -> Lab.publish(Lab.open(closing), "a.csv", "x"))
                .isInstanceOf(CommitOutcomeUnknownException.class);
    }

    @Test
    void anInterruptBehindTheEntryDoesNotHideTheCommit() {
        Tap tap = Tap.after(store, Lab.LOG, () -> Thread.currentThread().interrupt());
        try (MlPlatform ml = MlPlatform.builder().store(tap, "").open()) {
            assertThat(Lab.publish(ml, "a.csv", "x").version()).isEqualTo(1);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void closingThePlatformBehindTheEntryDoesNotHideTheCommit() {
        MlPlatform[] own = new MlPlatform[1];
        Tap tap = Tap.after(store, Lab.LOG, () -> own[0].close());
        own[0] = MlPlatform.builder().store(tap, "").open();
        assertThat(Lab.publish(own[0], "a.csv", "x").version()).isEqualTo(1);
    }

    @Test
    void aDerivedObjectThatCannotBeWrittenDoesNotHideTheCommit() {
        FaultScriptedStore faulty = new FaultScriptedStore(
                store, FaultRule.every(Fault.ACCESS_DENIED).of(RequestKind.PUT).on(key -> key.contains("/_versions/")));
        assertThat(Lab.publish(Lab.open(faulty), "a.csv", "x").version()).isEqualTo(1);
    }

    private static FaultRule put(int nth, Fault fault) {
        return FaultRule.nth(nth, fault).of(RequestKind.PUT).on(Lab.LOG);
    }

    private static FaultRule get(int nth, Fault fault) {
        return FaultRule.nth(nth, fault).of(RequestKind.GET).on(Lab.LOG);
    }

    private List<String> keys() {
        return store.list("", "", Delimiter.NONE, 1_000).objects().stream()
                .map(ObjectInfo::key)
                .map(ObjectKey::value)
                .toList();
    }
}
