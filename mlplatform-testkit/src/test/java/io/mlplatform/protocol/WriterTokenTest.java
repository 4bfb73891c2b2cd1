package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.ConflictException;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.ObjectStore;
import org.junit.jupiter.api.Test;

/** Exactly-once publishing: how a repeated commit of an engine is told from a new one. */
class WriterTokenTest {

    private static final int REMEMBERED = 256;

    private final ObjectStore store = Lab.memory();
    private final MlPlatform ml = Lab.open(store);
    private final Journal journal = Journal.of(store, Zone.DATASETS);

    @Test
    void aRepeatedSequenceIsTheSameVersion() {
        DatasetVersion first = publish("etl", 7, 0);
        Lab.publish(ml, "other.csv", "x");
        assertThat(publish("etl", 7, 0)).isEqualTo(first);
        assertThat(journal.types()).containsExactly("commit", "commit");
    }

    @Test
    void aRepeatFromAnotherProcessWhoseEntryCameMeanwhileIsTheSameVersion() {
        Tap tap = Tap.before(store, Lab.LOG, bytes -> publish("etl", 7, 0));
        DatasetVersion repeated = draft(Lab.open(tap), "etl", 7, 0).publish();
        assertThat(repeated.version()).isEqualTo(1);
        assertThat(journal.types()).containsExactly("commit");
    }

    @Test
    void aRepeatIsKnownAlsoWhereItsChangeNoLongerApplies() {
        DatasetVersion first = publish("etl", 7, 0);
        Lab.draft(ml, path("etl", 7), "another's").replace().publish();
        assertThat(publish("etl", 7, 0)).isEqualTo(first);
    }

    @Test
    void aRepeatedDeleteIsTheSameVersion() {
        Lab.draft(ml, "a.csv", "a").addBytes("b.csv", Lab.bytes("b")).publish();
        DatasetVersion deleted =
                ml.datasets().draft(Lab.NAME).delete("a.csv").token("etl", 1, 0).publish();
        assertThat(ml.datasets()
                        .draft(Lab.NAME)
                        .delete("a.csv")
                        .token("etl", 1, 0)
                        .publish())
                .isEqualTo(deleted);
    }

    @Test
    void aRepeatIsKnownAlsoOnASealedEntity() {
        DatasetVersion first = publish("etl", 7, 0);
        journal.append("{\"type\":\"seal\"}", state -> state.putObject("sealed"));
        assertThat(publish("etl", 7, 0)).isEqualTo(first);
    }

    @Test
    void aLowerSequenceIsFoundInTheLog() {
        DatasetVersion first = publish("etl", 1, 0);
        publish("etl", 2, 0);
        assertThat(publish("etl", 1, 0)).isEqualTo(first);
        assertThat(journal.types()).hasSize(2);
    }

    @Test
    void aLowerSequenceThatNeverWasIsAConflict() {
        publish("etl", 5, 0);
        assertThatThrownBy(() -> publish("etl", 3, 0)).isInstanceOf(ConflictException.class);
        assertThat(journal.types()).hasSize(1);
    }

    @Test
    void theLogIsSearchedNoFurtherThanWhereTheWriterBegan() {
        publish("etl", 1, 0);
        publish("etl", 2, 0);
        assertThatThrownBy(() -> publish("etl", 1, 1)).isInstanceOf(ConflictException.class);
    }

    @Test
    void theWriterUnusedForLongestMakesRoomAndSetsTheFloor() {
        fill();
        publish("late", 1, REMEMBERED);
        assertThat(journal.state().path("writers")).hasSize(REMEMBERED);
        assertThat(journal.state().path("writers").has("w0")).isFalse();
        assertThat(journal.state().path("writersFloor").asLong(-1)).isZero();
        publish("later", 1, REMEMBERED + 1);
        assertThat(journal.state().path("writersFloor").asLong(-1)).isEqualTo(1);
    }

    @Test
    void anEvictedWriterIsSearchedInTheLog() {
        fill();
        publish("late", 1, REMEMBERED);
        publish("later", 1, REMEMBERED + 1);
        int entries = journal.entries().size();
        assertThat(publish("w0", 5, 0).version()).isEqualTo(1);
        assertThatThrownBy(() -> publish("w0", 4, 0)).isInstanceOf(ConflictException.class);
        assertThat(journal.entries()).hasSize(entries);
        assertThat(publish("w0", 6, 0).version()).isEqualTo(entries + 1);
    }

    @Test
    void aWriterThatBeganAtOrAboveTheFloorIsNew() {
        fill();
        publish("late", 1, REMEMBERED);
        publish("later", 1, REMEMBERED + 1);
        int entries = journal.entries().size();
        // By its since it cannot be the evicted writer of this name: that one's first commit lay below the floor.
        assertThat(publish("w0", 6, 1).version()).isEqualTo(entries + 1);
    }

    private void fill() {
        for (int i = 0; i < REMEMBERED; i++) {
            publish("w" + i, 5, i);
        }
    }

    private DatasetVersion publish(String writer, long sequence, long since) {
        return draft(ml, writer, sequence, since).publish();
    }

    private static DatasetDraft draft(MlPlatform platform, String writer, long sequence, long since) {
        return Lab.draft(platform, path(writer, sequence), writer).token(writer, sequence, since);
    }

    private static String path(String writer, long sequence) {
        return writer + "-" + sequence + ".csv";
    }
}
