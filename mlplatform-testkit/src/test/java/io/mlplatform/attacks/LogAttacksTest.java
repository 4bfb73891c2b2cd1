package io.mlplatform.attacks;

import static io.mlplatform.attacks.Bucket.LOG;
import static io.mlplatform.attacks.Bucket.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.datasets.DatasetVersion;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attacks on the log of an entity, by whoever can write below {@code _log/}. */
class LogAttacksTest {

    private static final String OTHER = Digest.of("another").hex();

    private final Bucket bucket = new Bucket();

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void anUntouchedLogHasNoFindings() {
        bucket.publish("one");
        DatasetVersion two = bucket.publish("two");
        bucket.process().datasets().assign(two, "beta");

        assertThat(findings(bucket.process(), two)).isEmpty();
    }

    @Test
    void anEntryForgedWithAnotherParentIsFoundByVerify() {
        DatasetVersion one = bucket.publish("one");
        bucket.forgeNoop(entry -> entry.put("parent", OTHER));

        assertThat(findings(bucket.process(), one))
                .containsExactly("log: entry 1 does not name the entry before it as its parent");
    }

    @Test
    void anEntryForgedWithAnotherParentIsRefusedByWhoSawTheEntryBefore() {
        bucket.publish("one");
        MlPlatform reader = bucket.process();
        reader.datasets().get(NAME);
        bucket.forgeNoop(entry -> entry.put("parent", OTHER));

        assertThatThrownBy(() -> reader.datasets().get(NAME))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("does not go on from entry 0");
    }

    @Test
    void anEntryCopiedIntoTheNextSlotIsRefusedOnRead() {
        bucket.publish("one");
        bucket.put(Bucket.slot(LOG, 1), bucket.read(bucket.key(LOG)));

        assertThatThrownBy(() -> bucket.process().datasets().get(NAME))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("holds entry 0");
    }

    @Test
    void anEntryPutFarAheadOfTheLogIsFoundByVerify() {
        DatasetVersion one = bucket.publish("one");
        bucket.forgeNoop(entry -> entry.put("seq", 9_999_999_999L));

        assertThat(findings(bucket.process(), one))
                .containsExactly("log: entry 1 is missing or damaged; what follows was not looked at");
    }

    @Test
    void anEntryPutFarAheadOfTheLogIsNotWrittenOn() {
        bucket.publish("one");
        bucket.forgeNoop(entry -> entry.put("seq", 9_999_999_999L));

        assertThatThrownBy(() -> bucket.publish("two"))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("is forged");
        assertThat(bucket.keys(LOG)).hasSize(2);
    }

    @Test
    void aNewestEntryThatWasDeletedIsMissedByWhoSawIt() {
        bucket.publish("one");
        MlPlatform reader = bucket.process();
        bucket.publish("two");
        reader.datasets().get(NAME);
        bucket.delete(bucket.keys(LOG).get(0));

        assertThatThrownBy(() -> reader.datasets().get(NAME))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("does not go on from entry 1");
    }

    @Test
    void aNewestEntryThatWasReplacedIsRefusedByWhoSawIt() {
        bucket.publish("one");
        MlPlatform reader = bucket.process();
        reader.datasets().get(NAME);
        bucket.edit(bucket.key(LOG), text -> text.replace("\"actor\":\"", "\"actor\":\"not "));

        assertThatThrownBy(() -> reader.datasets().get(NAME))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("replaced or forged");
    }

    @Test
    void anOlderEntryThatWasReplacedIsFoundByVerify() {
        bucket.publish("one");
        DatasetVersion two = bucket.publish("two");
        bucket.edit(bucket.keys(LOG).get(1), text -> text.replace("\"actor\":\"", "\"actor\":\"not "));

        assertThat(findings(bucket.process(), two))
                .containsExactly("log: entry 1 does not name the entry before it as its parent");
    }

    @Test
    void aLogThatWasWipedIsNotBegunAnewByWhoSawIt() {
        bucket.publish("one");
        MlPlatform writer = bucket.process();
        writer.datasets().get(NAME);
        bucket.keys(NAME).forEach(bucket::delete);

        assertThatThrownBy(() -> writer.datasets()
                        .draft(NAME)
                        .addBytes("a.csv", Bucket.bytes("mine"))
                        .publish())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("is gone");
        assertThat(bucket.keys(LOG)).isEmpty();
    }

    @Test
    void aStateChangedBehindItsEventIsFoundByVerify() {
        DatasetVersion one = bucket.publish("one");
        bucket.forgeNoop(entry -> ((ObjectNode) entry.get("state"))
                .putObject("aliases")
                .putObject("champion")
                .put("version", 1)
                .put("digest", one.digest().hex())
                .put("since", "2026-11-23T12:00:00Z"));

        assertThat(findings(bucket.process(), one))
                .containsExactly("log: entry 1 changes 'aliases', which its event 'noop' does not");
    }

    @Test
    void twoEntriesOfOneWriteIdAreFoundByVerify() {
        DatasetVersion one = bucket.publish("one");
        String writeId = bucket.head(LOG).get("writeId").asText();
        bucket.forgeNoop(entry -> entry.put("writeId", writeId));

        assertThat(findings(bucket.process(), one))
                .containsExactly("log: entry 1 repeats the write id of another entry");
    }

    @Test
    void anEntryOfAnEarlierTimeIsFoundByVerify() {
        DatasetVersion one = bucket.publish("one");
        bucket.forgeNoop(entry -> entry.put("time", "2020-01-01T00:00:00.000Z"));

        assertThat(findings(bucket.process(), one))
                .containsExactly("log: entry 1 is not later than the entry before it");
    }

    @Test
    void aHeadThatPassesAnOldVersionOffAsTheLatestIsRefusedOnRead() {
        bucket.publish("one");
        bucket.publish("two");
        bucket.forgeNoop(
                entry -> ((ObjectNode) entry.get("state")).putObject("content").put("seq", 0));

        assertThatThrownBy(() -> bucket.process().datasets().get(NAME))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("entry 0 is not the commit of version 2");
    }

    @Test
    void aHeadThatNamesItselfForTheContentIsRefusedOnRead() {
        bucket.publish("one");
        bucket.forgeNoop(
                entry -> ((ObjectNode) entry.get("state")).putObject("content").put("seq", 1));

        assertThatThrownBy(() -> bucket.process().datasets().get(NAME))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("tampered");
    }

    @Test
    void aCommitWithoutContentIsRefusedOnRead() {
        bucket.publish("one");
        bucket.forge(LOG, entry -> ((ObjectNode) entry.get("state")).remove("content"));

        assertThatThrownBy(() -> bucket.process().datasets().get(NAME))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("a commit without content");
    }

    @Test
    void anEntryOfManyMegabytesIsNotReadIntoMemory() {
        bucket.publish("one");
        bucket.put(Bucket.slot(LOG, 1), new byte[64 << 20]);

        assertThatThrownBy(() -> bucket.process().datasets().get(NAME))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("more than 262144 bytes");
    }

    @Test
    void anEntryOfDeepJsonIsRefusedOnRead() {
        bucket.publish("one");
        bucket.put(Bucket.slot(LOG, 1), Bucket.bytes("{\"state\":" + "[".repeat(100_000)));

        assertThatThrownBy(() -> bucket.process().datasets().get(NAME)).isInstanceOf(DataCorruptException.class);
    }

    private static List<String> findings(MlPlatform reader, DatasetVersion version) {
        return reader.datasets().verify(version);
    }
}
