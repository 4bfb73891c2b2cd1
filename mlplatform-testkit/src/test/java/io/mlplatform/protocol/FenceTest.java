package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.ConflictException;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.internal.log.Fence;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.ObjectStore;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keeps a commit from reaching what collection gave up, or from a log that is closed to it. */
class FenceTest {

    private static final String STRANGER = "01j00000000000000000000000";

    private final ObjectStore store = Lab.memory();
    private final MlPlatform ml = Lab.open(store);
    private final Journal journal = Journal.of(store, Zone.DATASETS);

    @BeforeEach
    void publishFirst() {
        Lab.publish(ml, "a.csv", "a");
    }

    @Test
    void aTxnCondemnedWhileItsPublishStoodStillIsRefused() {
        Tap tap = Tap.before(store, Lab.LOG, bytes -> condemn(txn(bytes)));
        assertThatThrownBy(() -> Lab.publish(Lab.open(tap), "b.csv", "b"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("collection");
        assertThat(journal.types()).containsExactly("commit", "condemn");
    }

    @Test
    void allCondemnationsSinceTheBaseAreFollowed() {
        Tap tap = Tap.before(store, Lab.LOG, bytes -> {
            condemn(txn(bytes));
            Lab.publish(Lab.open(store), "between.csv", "x");
            condemn(STRANGER);
        });
        assertThatThrownBy(() -> Lab.publish(Lab.open(tap), "b.csv", "b")).isInstanceOf(ConflictException.class);
    }

    @Test
    void othersCondemnedMeanwhileDoNotMatter() {
        Tap tap = Tap.before(store, Lab.LOG, bytes -> condemn(STRANGER));
        assertThat(Lab.publish(Lab.open(tap), "b.csv", "b").version()).isEqualTo(2);
        assertThat(journal.state().path("condemnedAt").asLong()).isEqualTo(1);
    }

    @Test
    void aFirstPublishFollowsThemToTheBeginning() {
        ObjectStore fresh = Lab.memory();
        Tap tap = Tap.before(fresh, Lab.LOG, bytes -> {
            Lab.publish(Lab.open(fresh), "other.csv", "x");
            Journal.of(fresh, Zone.DATASETS).append(condemnation(txn(bytes)), state -> state.put("condemnedAt", 1));
        });
        assertThatThrownBy(() -> Lab.publish(Lab.open(tap), "b.csv", "b")).isInstanceOf(ConflictException.class);
    }

    @Test
    void entriesOfARetiredVersionAreRefused() {
        Lab.publish(ml, "b.csv", "b");
        retire(1);
        var log = Lab.log(store, Zone.DATASETS);
        assertThatThrownBy(() -> Fence.require(log, log.tip(), OptionalLong.of(0), STRANGER, List.of(1L)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("retired");
        Fence.require(log, log.tip(), OptionalLong.of(0), STRANGER, List.of(2L));
    }

    @Test
    void aSealedEntityTakesNeitherVersionsNorAliases() {
        journal.append("{\"type\":\"seal\"}", state -> state.putObject("sealed"));
        assertThatThrownBy(() -> Lab.publish(ml, "b.csv", "b")).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> ml.datasets().assign(ml.datasets().get(Lab.NAME), "stable"))
                .isInstanceOf(ConflictException.class);
        assertThat(journal.types()).containsExactly("commit", "seal");
    }

    @Test
    void anEntitySealedMeanwhileTakesNoVersion() {
        Tap tap = Tap.before(
                store, Lab.LOG, bytes -> journal.append("{\"type\":\"seal\"}", state -> state.putObject("sealed")));
        assertThatThrownBy(() -> Lab.publish(Lab.open(tap), "b.csv", "b"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("sealed");
    }

    @Test
    void aPlainAliasToARetiredOrMissingVersionIsRefused() {
        var first = ml.datasets().get(Lab.NAME);
        var second = Lab.publish(ml, "b.csv", "b");
        retire(1);
        assertThatThrownBy(() -> ml.datasets().assign(first, "stable")).isInstanceOf(ConflictException.class);
        MlPlatform elsewhere = Lab.open(Lab.memory());
        Lab.publish(elsewhere, "a.csv", "a");
        assertThatThrownBy(() -> elsewhere.datasets().assign(second, "stable")).isInstanceOf(NotFoundException.class);
    }

    private void condemn(String txn) {
        long previous = journal.state().path("condemnedAt").asLong(-1);
        int seq = journal.entries().size();
        journal.append(
                previous < 0
                        ? condemnation(txn)
                        : "{\"type\":\"condemn\",\"txns\":[\"" + txn + "\"],\"previous\":" + previous + "}",
                state -> state.put("condemnedAt", seq));
    }

    private static String condemnation(String txn) {
        return "{\"type\":\"condemn\",\"txns\":[\"" + txn + "\"]}";
    }

    private void retire(long version) {
        journal.append(
                "{\"type\":\"retire\",\"from\":" + version + ",\"to\":" + version
                        + ",\"until\":\"2026-12-01T00:00:00.000Z\"}",
                state -> state.putArray("retired")
                        .addObject()
                        .put("from", version)
                        .put("to", version)
                        .put("until", "2026-12-01T00:00:00.000Z"));
    }

    private static String txn(byte[] entry) {
        return Journal.parse(entry).path("event").path("txn").asText();
    }
}
