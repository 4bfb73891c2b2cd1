package io.mlplatform.features.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.ConflictException;
import io.mlplatform.NotFoundException;
import io.mlplatform.features.FeatureColumn;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureStatus;
import io.mlplatform.features.FeatureType;
import io.mlplatform.features.FeatureVector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every online store does alike; groups have names of their own, for stores that outlive a test. */
abstract class OnlineStoreContract {

    static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-11-23T11:00:00Z");
    private static final RecordKey ONE = RecordKey.of(1L);

    final SetClock clock = SetClock.at("2026-11-23T12:00:00Z");
    final String name = "growth/g" + UUID.randomUUID().toString().replace("-", "");
    final FeatureGroup group = named(name).build();
    private OnlineStore store;

    /** A store of this kind, by {@link #clock}. */
    abstract OnlineStore open() throws Exception;

    @BeforeEach
    void defineTheGroup() throws Exception {
        store = open();
        store.define(group);
    }

    @AfterEach
    void dropTheGroup() {
        store.drop(group);
        store.close();
    }

    static FeatureGroup.Builder named(String name) {
        return FeatureGroup.named(name)
                .key("customer", FeatureType.LONG)
                .eventTime("at")
                .feature("visits", FeatureType.LONG)
                .feature("plan", FeatureType.STRING);
    }

    @Test
    void everyTypeComesBackAsItWasPut() {
        FeatureGroup all = FeatureGroup.named(name + "-all")
                .key("id", FeatureType.STRING)
                .feature("whole", FeatureType.LONG)
                .feature("real", FeatureType.DOUBLE)
                .feature("text", FeatureType.STRING)
                .feature("truth", FeatureType.BOOLEAN)
                .feature("time", FeatureType.TIMESTAMP)
                .feature("nothing", FeatureType.STRING)
                .feature(FeatureColumn.vector("numbers", 3))
                .build();
        store.define(all);
        try {
            Instant time = Instant.parse("2026-11-23T08:00:00.000001Z");
            RecordKey key = RecordKey.of("Zürich|\\ 7");
            store.put(
                    all,
                    OnlineRecord.of(
                            key,
                            NINE,
                            Map.of(
                                    "whole",
                                    Long.MIN_VALUE,
                                    "real",
                                    0.1,
                                    "text",
                                    "é",
                                    "truth",
                                    false,
                                    "time",
                                    time,
                                    "numbers",
                                    new float[] {0.1f, -2, Float.NaN})));

            OnlineAnswer answer = store.get(all, key);

            assertThat(answer.isFound()).isTrue();
            assertThat(answer.features())
                    .containsEntry("whole", Long.MIN_VALUE)
                    .containsEntry("real", 0.1)
                    .containsEntry("text", "é")
                    .containsEntry("truth", false)
                    .containsEntry("time", time)
                    .containsEntry("nothing", null)
                    .containsEntry("numbers", FeatureVector.of(0.1f, -2, Float.NaN));
            assertThat(answer.order().orElseThrow().eventTime()).isEqualTo(NINE);
        } finally {
            store.drop(all);
        }
    }

    @Test
    void whatIsNotThereIsMissing() {
        assertThat(store.get(group, ONE).status()).contains(FeatureStatus.MISSING);
    }

    @Test
    void aLatePutDoesNotReplaceANewerRecord() {
        assertThat(put(TEN, 10).kind()).isEqualTo(RecordOutcome.Kind.STORED);
        assertThat(put(NINE, 9).kind()).isEqualTo(RecordOutcome.Kind.SUPERSEDED);
        assertThat(visits()).isEqualTo(10L);
    }

    @Test
    void ofEqualEventTimesTheOneMadeLaterCountsInEitherOrder() {
        store.put(group, values(RecordOrder.at(TEN).created(NINE), 1));
        store.put(group, values(RecordOrder.at(TEN).created(ELEVEN), 2));
        assertThat(visits()).isEqualTo(2L);

        assertThat(store.put(group, values(RecordOrder.at(TEN).created(TEN), 3)).kind())
                .isEqualTo(RecordOutcome.Kind.SUPERSEDED);
        assertThat(visits()).isEqualTo(2L);
    }

    @Test
    void ofEqualTimesTheOnePutLaterCounts() {
        put(TEN, 1);
        put(TEN, 2);

        assertThat(visits()).isEqualTo(2L);
    }

    @Test
    void recordsOfOneMillisecondAreToldApart() {
        put(TEN.plusNanos(2_000), 2);
        put(TEN.plusNanos(1_000), 1);
        assertThat(visits()).isEqualTo(2L);

        put(TEN.plusNanos(3_000), 3);
        assertThat(visits()).isEqualTo(3L);
    }

    @Test
    void aTombstoneOrdersLikeARecord() {
        put(NINE, 9);
        store.delete(group, ONE, TEN, Deletion.SOFT);
        assertThat(store.get(group, ONE).isFound()).isFalse();

        assertThat(put(NINE.plusSeconds(1), 1).kind()).isEqualTo(RecordOutcome.Kind.SUPERSEDED);
        assertThat(store.get(group, ONE).isFound()).isFalse();

        put(ELEVEN, 11);
        assertThat(visits()).isEqualTo(11L);
        store.delete(group, ONE, TEN, Deletion.SOFT);
        assertThat(visits()).isEqualTo(11L);
    }

    @Test
    void ofATombstoneAndARecordOfOneEventTimeTheOneMadeLaterCounts() {
        store.put(group, OnlineRecord.tombstone(ONE, RecordOrder.at(TEN).created(TEN)));
        store.put(group, values(RecordOrder.at(TEN).created(NINE), 1));
        assertThat(store.get(group, ONE).status()).contains(FeatureStatus.DELETED);

        store.put(group, values(RecordOrder.at(TEN).created(ELEVEN), 2));
        assertThat(visits()).isEqualTo(2L);
    }

    @Test
    void aHardDeletionLeavesNothingBehind() {
        put(TEN, 10);
        assertThat(store.delete(group, ONE, NINE, Deletion.HARD).kind()).isEqualTo(RecordOutcome.Kind.SUPERSEDED);
        assertThat(visits()).isEqualTo(10L);

        assertThat(store.delete(group, ONE, TEN, Deletion.HARD).kind()).isEqualTo(RecordOutcome.Kind.STORED);
        assertThat(store.get(group, ONE).status()).contains(FeatureStatus.MISSING);
        assertThat(store.delete(group, ONE, TEN, Deletion.HARD).kind()).isEqualTo(RecordOutcome.Kind.UNCHANGED);

        put(NINE, 9);
        assertThat(visits()).isEqualTo(9L);
    }

    @Test
    void aRecordHoldsUpToItsTimeToLiveInclusive() {
        FeatureGroup brief = named(name + "-brief").ttl(Duration.ofHours(2)).build();
        store.define(brief);
        try {
            store.put(brief, OnlineRecord.of(ONE, TEN, Map.of("visits", 10L)));
            assertThat(store.get(brief, ONE).isFound()).isTrue();

            clock.set("2026-11-23T12:00:00.000001Z");
            assertThat(store.get(brief, ONE).status()).contains(FeatureStatus.EXPIRED);
            assertThat(store.get(brief, ONE).features()).containsEntry("visits", null);
        } finally {
            store.drop(brief);
        }
    }

    @Test
    void aBatchAnswersEachKeyInItsOrder() {
        store.batchPut(group, List.of(of(3, TEN, 3), of(1, TEN, 1), of(3, NINE, 0), of(2, TEN, 2), of(2, ELEVEN, 22)));

        List<OnlineAnswer> answers = store.batchGet(
                group, List.of(RecordKey.of(2L), RecordKey.of(9L), RecordKey.of(3L), RecordKey.of(2L), ONE));

        assertThat(answers.stream()
                        .map(answer -> Optional.ofNullable(answer.features().get("visits"))))
                .containsExactly(
                        Optional.of(22L), Optional.empty(), Optional.of(3L), Optional.of(22L), Optional.of(1L));
    }

    @Test
    void aRepeatedMaterialisationChangesNothing() {
        OnlineRecord record = values(RecordOrder.at(TEN).created(TEN).written(ELEVEN, 7), 1);
        assertThat(store.put(group, record).kind()).isEqualTo(RecordOutcome.Kind.STORED);
        assertThat(store.put(group, record).kind()).isEqualTo(RecordOutcome.Kind.UNCHANGED);
    }

    @Test
    void aGroupGrowsAndOlderRecordsLackTheNewFeature() {
        put(TEN, 10);
        FeatureGroup grown = named(name).feature("score", FeatureType.DOUBLE).build();
        store.define(grown);

        assertThat(store.get(grown, ONE).features())
                .containsEntry("visits", 10L)
                .containsEntry("score", null);
        store.put(grown, OnlineRecord.of(ONE, ELEVEN, Map.of("score", 0.5)));
        assertThat(store.get(grown, ONE).features())
                .containsEntry("visits", null)
                .containsEntry("score", 0.5);
        assertThat(store.get(group, ONE).features()).doesNotContainKey("score");
        store.define(group);
    }

    @Test
    void anotherDefinitionOfTheGroupIsRefused() {
        FeatureGroup other = FeatureGroup.named(name)
                .key("customer", FeatureType.STRING)
                .eventTime("at")
                .feature("visits", FeatureType.LONG)
                .build();

        assertThatThrownBy(() -> store.define(other)).isInstanceOf(ConflictException.class);
    }

    @Test
    void aGroupThatIsNotDefinedIsNotFound() {
        FeatureGroup unknown = named(name + "-unknown").build();

        assertThatThrownBy(() -> store.get(unknown, ONE)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> store.batchPut(unknown, List.of(of(1, TEN, 1))))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void severalKeysCountAsATuple() {
        FeatureGroup pairs = FeatureGroup.named(name + "-pairs")
                .key("shop", FeatureType.STRING)
                .key("item", FeatureType.STRING)
                .feature("sold", FeatureType.LONG)
                .build();
        store.define(pairs);
        try {
            store.put(pairs, OnlineRecord.of(RecordKey.of("a|b", "c"), TEN, Map.of("sold", 1L)));
            store.put(pairs, OnlineRecord.of(RecordKey.of("a", "b|c"), TEN, Map.of("sold", 2L)));

            assertThat(store.get(pairs, RecordKey.of("a|b", "c")).features()).containsEntry("sold", 1L);
            assertThat(store.get(pairs, RecordKey.of("a", "b|c")).features()).containsEntry("sold", 2L);
        } finally {
            store.drop(pairs);
        }
    }

    @Test
    void aBatchWithAMalformedRecordStoresNothing() {
        OnlineRecord malformed = OnlineRecord.of(RecordKey.of(2L), TEN, Map.of("visits", "many"));

        assertThatThrownBy(() -> store.batchPut(group, List.of(of(1, TEN, 1), malformed)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("visits");
        assertThat(store.get(group, ONE).status()).contains(FeatureStatus.MISSING);
        assertThatThrownBy(() -> store.get(group, RecordKey.of("one"))).isInstanceOf(IllegalArgumentException.class);
    }

    private RecordOutcome put(Instant eventTime, long visits) {
        return store.put(group, of(1, eventTime, visits));
    }

    private Object visits() {
        return store.get(group, ONE).features().get("visits");
    }

    private static OnlineRecord of(long customer, Instant eventTime, long visits) {
        return OnlineRecord.of(RecordKey.of(customer), eventTime, Map.of("visits", visits));
    }

    private static OnlineRecord values(RecordOrder order, long visits) {
        return OnlineRecord.of(ONE, order, Map.of("visits", visits));
    }
}
