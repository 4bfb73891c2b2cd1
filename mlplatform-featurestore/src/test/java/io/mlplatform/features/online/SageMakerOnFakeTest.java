package io.mlplatform.features.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.ConflictException;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SageMakerOnFakeTest extends OnlineStoreContract {

    private FakeSageMaker fake;
    private SageMakerClients clients;
    private OnlineStore store;

    @Override
    OnlineStore open() throws IOException {
        fake = FakeSageMaker.start(clock);
        clients = SageMakerClients.of(fake.address());
        store = clients.store(clock);
        return store;
    }

    @AfterEach
    void nothingWasSentOrAnsweredAgainstTheModels() {
        assertThat(fake.script.broken()).isEmpty();
    }

    @Override
    @AfterEach
    void dropTheGroup() {
        super.dropTheGroup();
        clients.close();
        fake.close();
    }

    @Test
    void aThousandKeysAreReadByTenCallsInParallelUnderThrottling() {
        put(1_000);
        int before = fake.script.answered("BatchGetRecord");
        // As many as one call may meet: a client gives up at the fifth.
        fake.script.fail("BatchGetRecord", 4, new FakeFailure(400, "ThrottlingException", "slow down"));
        fake.script.requireTogether(10);

        List<OnlineAnswer> answers = store.batchGet(group, keys(1_000));

        fake.script.requireTogether(1);
        assertThat(answers).hasSize(1_000).allMatch(OnlineAnswer::isFound);
        assertThat(fake.script.answered("BatchGetRecord") - before).isEqualTo(10);
        assertThat(fake.script.refused("BatchGetRecord")).isEqualTo(4);
    }

    @Test
    void whatIsLeftUnprocessedIsAskedForAgain() {
        put(150);
        fake.script.leave("7", 2);
        fake.script.leave("8", 1);
        int before = fake.script.answered("BatchGetRecord");

        assertThat(store.batchGet(group, keys(150))).hasSize(150).allMatch(OnlineAnswer::isFound);
        assertThat(fake.script.answered("BatchGetRecord") - before).isEqualTo(2 + 2);
    }

    @Test
    void aPartialFailureIsAnErrorOfEachRecordAndLosesNone() {
        put(150);
        fake.script.leave("7", 1_000);
        fake.script.failRecord("8");

        List<OnlineAnswer> answers = store.batchGet(group, keys(150));

        assertThat(answers).hasSize(150);
        for (OnlineAnswer answer : answers) {
            long customer = (Long) answer.key().values().get(0);
            assertThat(answer.failure().isPresent()).as("%s", answer).isEqualTo(customer == 7 || customer == 8);
            assertThat(answer.isFound()).isEqualTo(customer != 7 && customer != 8);
        }
        assertThat(answers.get(8).failure().orElseThrow()).hasMessageContaining("by script");
        assertThatThrownBy(() -> store.get(group, RecordKey.of(8L))).isInstanceOf(StorageUnavailableException.class);
    }

    @Test
    void aCallThatKeepsFailingFailsItsRecordsOnly() {
        put(150);
        fake.script.fail("BatchGetRecord", 5, new FakeFailure(500, "InternalFailure", "by script"));

        List<OnlineAnswer> answers = store.batchGet(group, List.of(RecordKey.of(1L)));

        assertThat(answers.get(0).failure().orElseThrow().isRetryable()).isTrue();
        assertThat(store.get(group, RecordKey.of(1L)).isFound()).isTrue();
    }

    @Test
    void aSoftDeletionByAnotherProgramOrdersBySageMakersEventTime() {
        store.put(group, record(1, 1));
        store.put(group, OnlineRecord.of(RecordKey.of(1L), NINE.plusSeconds(5), Map.of("visits", 5L)));
        clients.runtime().deleteRecord(request -> request.featureGroupName(
                        SageMakerSchema.of(group, "").name())
                .recordIdentifierValueAsString("1")
                .eventTime("2026-11-23T09:00:09Z"));

        assertThat(store.get(group, RecordKey.of(1L)).isFound()).isFalse();
        store.put(group, OnlineRecord.of(RecordKey.of(1L), NINE.plusSeconds(6), Map.of("visits", 6L)));
        assertThat(store.get(group, RecordKey.of(1L)).isFound()).isFalse();
        store.put(group, OnlineRecord.of(RecordKey.of(1L), NINE.plusSeconds(10), Map.of("visits", 10L)));
        assertThat(store.get(group, RecordKey.of(1L)).features()).containsEntry("visits", 10L);
    }

    @Test
    void aPutThatFailsSaysSoAndTheOthersStand() {
        fake.script.fail("PutRecord", 5, new FakeFailure(500, "InternalFailure", "by script"));
        RecordOutcome failed = store.batchPut(group, List.of(record(1, 1))).get(0);

        assertThat(failed.kind()).isEqualTo(RecordOutcome.Kind.FAILED);
        assertThat(store.put(group, record(2, 2)).kind()).isEqualTo(RecordOutcome.Kind.STORED);
        assertThat(store.get(group, RecordKey.of(1L)).isFound()).isFalse();
    }

    @Test
    void throttledPutsAreRepeatedAndNoneIsLost() {
        fake.script.fail("PutRecord", 4, new FakeFailure(400, "ThrottlingException", "slow down"));

        put(150);

        assertThat(fake.script.refused("PutRecord")).isEqualTo(4);
        assertThat(fake.script.answered("PutRecord")).isEqualTo(150);
        assertThat(store.batchGet(group, keys(150))).hasSize(150).allMatch(OnlineAnswer::isFound);
    }

    @Test
    void aGroupThatCannotBeCreatedSaysWhyAndIsDroppedBeforeTheNextTry() {
        FeatureGroup refused = named(name + "-refused").build();
        fake.script.failLater("CreateFeatureGroup", "no room for it, by script");

        assertThatThrownBy(() -> store.define(refused))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("CreateFailed: no room for it, by script: drop it");
        assertThatThrownBy(() -> store.define(refused)).hasMessageContaining("no room for it");

        store.drop(refused);
        store.define(refused);
        assertThat(store.put(refused, record(1, 1)).kind()).isEqualTo(RecordOutcome.Kind.STORED);
    }

    @Test
    void aGroupThatDoesNotGrowSaysWhyAndGrowsAtTheNextTry() {
        store.put(group, record(1, 1));
        FeatureGroup grown = named(name).feature("score", FeatureType.DOUBLE).build();
        fake.script.failLater("UpdateFeatureGroup", "not now, by script");

        assertThatThrownBy(() -> store.define(grown))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("not now, by script");
        assertThat(store.get(group, RecordKey.of(1L)).isFound()).isTrue();

        store.define(grown);
        assertThat(store.get(grown, RecordKey.of(1L)).features()).containsEntry("score", null);
    }

    @Test
    void aGroupThatCannotBeDeletedSaysWhy() {
        fake.script.failLater("DeleteFeatureGroup", "held, by script");

        assertThatThrownBy(() -> store.drop(group))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("DeleteFailed: held, by script");
        store.drop(group);
        assertThatThrownBy(() -> store.get(group, RecordKey.of(1L))).isInstanceOf(NotFoundException.class);
    }

    private void put(int count) {
        List<OnlineRecord> records = new ArrayList<>();
        LongStream.range(0, count).forEach(customer -> records.add(record(customer, customer)));
        assertThat(store.batchPut(group, records)).allMatch(outcome -> outcome.kind() == RecordOutcome.Kind.STORED);
    }

    private static OnlineRecord record(long customer, long visits) {
        return OnlineRecord.of(RecordKey.of(customer), NINE, Map.of("visits", visits));
    }

    private static List<RecordKey> keys(int count) {
        return LongStream.range(0, count).mapToObj(RecordKey::of).toList();
    }
}
