package io.mlplatform.attacks;

import static io.mlplatform.attacks.Bucket.INDEX;
import static io.mlplatform.attacks.Bucket.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.datasets.DatasetVersion;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attacks on the version index, which a reader by number asks before the log. */
class IndexAttacksTest {

    private static final String SECOND = "datasets/growth/churn/_versions/0000000002.json";

    private final Bucket bucket = new Bucket();

    @AfterEach
    void close() {
        bucket.close();
    }

    /** Lets the index of version 1 show the bytes of version 2. */
    private DatasetVersion lie() {
        DatasetVersion one = bucket.publish("one");
        bucket.publish("two");
        ObjectNode index = bucket.json(SECOND).put("version", 1);
        bucket.put(INDEX, Bucket.bytes(index.toString()));
        return one;
    }

    @Test
    void anIndexThatPointsAtAnotherRootIsRefusedUnderAPinnedReference() {
        DatasetVersion one = lie();

        assertThatThrownBy(() -> bucket.process().datasets().files(one))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("the version there has the digest");
    }

    @Test
    void anIndexThatPointsAtAnotherRootIsRefusedByAnAlias() {
        DatasetVersion one = bucket.publish("one");
        bucket.process().datasets().assign(one, "champion");
        bucket.publish("two");
        bucket.put(INDEX, Bucket.bytes(bucket.json(SECOND).put("version", 1).toString()));

        assertThatThrownBy(() -> bucket.process().datasets().get(NAME + "@champion"))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("tampered");
    }

    @Test
    void anIndexThatPointsAtAnotherRootIsRefusedByWhoSawTheVersion() {
        bucket.publish("one");
        MlPlatform reader = bucket.process();
        reader.datasets().get(NAME + "@1");
        bucket.publish("two");
        bucket.put(INDEX, Bucket.bytes(bucket.json(SECOND).put("version", 1).toString()));

        assertThatThrownBy(() -> reader.datasets().get(NAME + "@1"))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("before: its index or its log was changed");
    }

    @Test
    void anIndexThatLiesIsBelievedByNumberAloneAndFoundByVerify() {
        lie();
        MlPlatform reader = bucket.process();
        DatasetVersion shown = reader.datasets().get(NAME + "@1");

        assertThat(reader.datasets().verify(shown))
                .anyMatch(problem -> problem.contains("the index of version 1 names entry 1, which is not its commit"));
    }

    @Test
    void anIndexOfAnotherVersionIsRefusedOnRead() {
        bucket.publish("one");
        bucket.publish("two");
        bucket.put(INDEX, bucket.read(SECOND));

        assertThatThrownBy(() -> bucket.process().datasets().get(NAME + "@1"))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("is the index of another version");
    }

    @Test
    void anIndexPlantedBeforeItsCommitDoesNotChangeTheVersionAndIsFoundByVerify() {
        bucket.publish("one");
        bucket.put(SECOND, Bucket.bytes(bucket.json(INDEX).put("version", 2).toString()));

        DatasetVersion two = bucket.publish("two");

        assertThat(bucket.process().datasets().get(NAME).digest()).isEqualTo(two.digest());
        assertThatThrownBy(() -> bucket.process().datasets().files(two)).isInstanceOf(NotFoundException.class);
        MlPlatform reader = bucket.process();
        assertThat(reader.datasets().verify(reader.datasets().get(NAME + "@2"))).isNotEmpty();
    }

    @Test
    void indexNodesUnderAPinnedDigestThatIsNotTheirsAreRefusedOnRead() throws IOException {
        DatasetVersion one = bucket.publish("one");
        bucket.put(INDEX, Bucket.bytes(forgedNodes(one, 3_000).toString()));

        assertThatThrownBy(() -> bucket.process().datasets().files(one))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("its index nodes do not have the digest");
    }

    @Test
    void indexNodesOfFewerFilesThanNeedThemAreRefusedOnRead() throws IOException {
        DatasetVersion one = bucket.publish("one");
        bucket.put(INDEX, Bucket.bytes(forgedNodes(one, 1).toString()));

        assertThatThrownBy(() -> bucket.process().datasets().files(one))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("has index nodes for 1 files");
    }

    /** The index of version 1 with its digest, over a node of another segment. */
    private ObjectNode forgedNodes(DatasetVersion one, long files) throws IOException {
        String txn = bucket.txn();
        Digest segment = Digest.of("another segment");
        ObjectNode row = row(txn, segment, 100, segment, files);
        byte[] node = ManifestAttacksTest.zip(Bucket.bytes(row + "\n"));
        Digest stored = Digest.of(node);
        bucket.put("datasets/" + NAME + "/_manifests/" + txn + "/" + stored.hex() + ".jsonl.gz", node);
        ObjectNode index = bucket.json(INDEX);
        ObjectNode root = index.putObject("root")
                .put("format", "mlplatform.manifest/1")
                .put("files", files)
                .put("bytes", files)
                .put("digest", one.digest().hex());
        root.putArray("nodes").add(row(txn, stored, node.length, Digest.of(segment.hex() + "\n"), files));
        return index;
    }

    private static ObjectNode row(String txn, Digest stored, long size, Digest digest, long files) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("sha256", stored.hex())
                .put("txn", txn)
                .put("size", size)
                .put("digest", digest.hex())
                .put("files", files)
                .put("bytes", files)
                .put("first", "a.csv")
                .put("last", "b.csv");
    }
}
