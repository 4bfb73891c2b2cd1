package io.mlplatform.attacks;

import static io.mlplatform.attacks.Bucket.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.MlPlatform;
import io.mlplatform.MlPlatformException;
import io.mlplatform.Verified;
import io.mlplatform.datasets.DatasetVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on manifests: what a version says that it consists of. Every digest of a forged one is as it must be. */
class ManifestAttacksTest {

    private static final String SHA = Digest.of("one").hex();

    private final Bucket bucket = new Bucket();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        bucket.close();
    }

    private void refused(String path, String reason) {
        bucket.publish("one");
        bucket.forgeCommit(bucket.root(path, 3, SHA, bucket.txn()));

        assertRefused(reason);
    }

    private void assertRefused(String reason) {
        MlPlatform reader = bucket.process();
        Path target = folder.resolve("a/b/target");
        assertThatThrownBy(() -> reader.datasets().fetch(reader.datasets().get(NAME), target))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining(reason);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aForgedRootOfAnHonestPathIsRead() {
        bucket.publish("one");
        bucket.forgeCommit(bucket.root("b.csv", 3, SHA, bucket.txn()));

        assertThat(bucket.process().datasets().get(NAME).files()).isEqualTo(1);
    }

    @Test
    void aPathThatClimbsOutIsRefusedOnRead() {
        refused("../../evil", "'..' segment");
    }

    @Test
    void aPathThatClimbsOutFromWithinIsRefusedOnRead() {
        refused("x/../../evil", "'..' segment");
    }

    @Test
    void anAbsolutePathIsRefusedOnRead() {
        refused("/etc/cron.d/evil", "empty, '.' or '..' segment");
    }

    @Test
    void aPathWithABackslashIsRefusedOnRead() {
        refused("..\\evil", "backslash");
    }

    @Test
    void aPathWithANulIsRefusedOnRead() {
        refused("a.csv\0.png", "control character");
    }

    @Test
    void aPathInAnotherUnicodeFormIsRefusedOnRead() {
        refused("cafe\u0301.csv", "Unicode form NFC");
    }

    @Test
    void aPathIntoTheLogIsRefusedOnRead() {
        refused("_log/9999999999-0000000000.json", "name of the format itself");
    }

    @Test
    void aTransactionThatLeadsToAnotherEntityIsRefusedOnRead() {
        bucket.publish("one");
        bucket.forgeCommit(bucket.root("a.csv", 3, SHA, "../../secret/data/" + bucket.txn()));

        assertRefused("'txn' is not a transaction id");
    }

    @Test
    void aTransactionThatLeadsOutOfTheDataIsRefusedOnRead() {
        bucket.publish("one");
        bucket.forgeCommit(bucket.root("a.csv", 3, SHA, "x/../../_log"));

        assertRefused("'txn' is not a transaction id");
    }

    @Test
    void anotherTransactionOfTheEntityIsReadByItsOwnDigestOnly() {
        bucket.publish("one");
        String txn = bucket.txn();
        bucket.publish("two");
        bucket.forgeCommit(bucket.root("a.csv", 3, Digest.of("two").hex(), txn));

        MlPlatform reader = bucket.process();
        assertThatThrownBy(() -> reader.datasets().fetch(reader.datasets().get(NAME), folder))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("SHA-256");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileInPlaceByMoreThanItsTagIsRefusedOnRead() {
        bucket.publish("one");
        ObjectNode root = bucket.root("a.csv", 3, SHA, bucket.txn());
        ((ObjectNode) root.at("/entries/0")).put("at", "s3://someone-elses/secret");
        bucket.forgeCommit(root);

        assertRefused("'at'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://someone-elses/secret",
                "file:///etc/passwd",
                "file://host/share/secret",
                "http://169.254.169.254/latest/meta-data",
                "mem:/datasets/growth/other/data/secret",
                "mem:/experiments/ops/x",
                "mem:",
                "secret",
                "../secret"
            })
    void aFileInPlaceNeverLeadsAReaderOutOfTheStoreOrIntoAZone(String at) {
        inPlace("e1", at);

        MlPlatform reader = bucket.process();
        DatasetVersion version = reader.datasets().get(NAME);
        assertThat(version.verified()).isEqualTo(Verified.ETAG);
        for (ThrowingCallable read : List.<ThrowingCallable>of(
                () -> reader.datasets().open(version, "a.csv"),
                () -> reader.datasets().fetch(version, folder),
                () -> reader.datasets().promote(version, "growth/formal"))) {
            assertThatThrownBy(read).isInstanceOf(MlPlatformException.class);
        }
        assertThatThrownBy(() -> reader.datasets().open(version, "a.csv"))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("is not opened");
        assertThat(folder).isEmptyDirectory();
        assertThat(reader.datasets().verify(version)).anyMatch(problem -> problem.contains("is not opened"));
    }

    @Test
    void aTagThatWouldPassForAnotherLineOfTheDigestIsRefused() {
        inPlace("e1\nb.csv\u00003\u0000" + SHA, "mem:/raw/a.csv");

        assertRefused("etag");
    }

    @Test
    void aVersionThatHidesThatItsFilesAreNotVerifiedIsRefused() {
        bucket.publish("one");
        bucket.forgeCommit(inPlaceRoot("e1", "mem:/raw/a.csv", "").deepCopy());

        assertRefused("verified");
    }

    private void inPlace(String etag, String at) {
        bucket.publish("one");
        bucket.forgeCommit(inPlaceRoot(etag, at, "etag"));
    }

    private ObjectNode inPlaceRoot(String etag, String at, String verified) {
        ObjectNode root = bucket.root("a.csv", 3, SHA, bucket.txn());
        ObjectNode entry = (ObjectNode) root.at("/entries/0");
        entry.remove("sha256");
        entry.put("at", at).put("etag", etag);
        String segment = Digest.of("a.csv\u00003\u0000etag:" + etag + "\n").hex();
        root.put("digest", Digest.of(segment + "\n").hex());
        if (!verified.isEmpty()) {
            root.put("verified", verified);
        }
        return root;
    }

    @Test
    void twoPathsThatLookAlikeOnSomeDisksAreNotFetched() {
        bucket.publish("one");
        ObjectNode root = twoFiles("model.bin", "MODEL.bin");
        bucket.forgeCommit(root);

        MlPlatform reader = bucket.process();
        assertThatThrownBy(() -> reader.datasets().fetch(reader.datasets().get(NAME), folder))
                .isInstanceOf(MlPlatformException.class)
                .hasMessageContaining("equal but for case");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPathThatStandsTwiceIsRefusedOnRead() {
        bucket.publish("one");
        bucket.forgeCommit(twoFiles("a.csv", "a.csv"));

        assertRefused("stands twice");
    }

    /** Two files whose order is that of a manifest. */
    private ObjectNode twoFiles(String first, String second) {
        ObjectNode root = bucket.root(first, 3, SHA, bucket.txn());
        ObjectNode other = bucket.root(second, 3, SHA, bucket.txn());
        root.withArray("entries").insert(1, other.at("/entries/0"));
        String lines = line(first) + line(second);
        if (second.compareTo(first) < 0) {
            lines = line(second) + line(first);
        }
        root.put("files", 2).put("bytes", 6);
        return root.put("digest", Digest.of(Digest.of(lines).hex() + "\n").hex());
    }

    /** The line by which a file enters the content digest (format, section 3). */
    private static String line(String path) {
        return path + '\0' + 3 + '\0' + SHA + '\n';
    }

    @Test
    void sizesThatAddUpToMoreThanANumberHoldsAreRefusedOnRead() {
        bucket.publish("one");
        ObjectNode root = twoFiles("a.csv", "b.csv");
        ((ObjectNode) root.at("/entries/0")).put("size", Long.MAX_VALUE);
        ((ObjectNode) root.at("/entries/1")).put("size", Long.MAX_VALUE);
        bucket.forgeCommit(root);

        assertRefused("more than 2^63-1 bytes");
    }

    @Test
    void aSizeThatIsNegativeIsRefusedOnRead() {
        bucket.publish("one");
        bucket.forgeCommit(bucket.root("a.csv", -1, SHA, bucket.txn()));

        assertRefused("whole number from 0");
    }

    @Test
    void aFileSaidToBeOfHalfOfAllBytesThereAreIsNotAllocated() {
        bucket.publish("one");
        bucket.forgeCommit(bucket.root("a.csv", 1L << 62, SHA, bucket.txn()));

        MlPlatform reader = bucket.process();
        assertThatThrownBy(() -> reader.datasets().fetch(reader.datasets().get(NAME), folder))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("it has 3 bytes");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aSegmentThatWasReplacedIsRefusedOnRead() throws IOException {
        DatasetVersion version = bucket.publishSegments();
        bucket.put(bucket.key(".jsonl.gz"), zip(new byte[] {'{', '}', '\n'}));

        assertThatThrownBy(() -> bucket.process().datasets().files(version))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("does not have the digest");
    }

    @Test
    void aSegmentThatWasReplacedIsFoundByWhoHadReadItBefore() throws IOException {
        DatasetVersion version = bucket.publishSegments();
        MlPlatform reader = bucket.process();
        reader.datasets().files(version);
        bucket.put(bucket.key(".jsonl.gz"), zip(new byte[] {'{', '}', '\n'}));

        assertThatThrownBy(() -> reader.datasets().verify(version))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("does not have the digest");
    }

    @Test
    void aSegmentThatUnpacksToMoreThanAnyDocumentIsRefusedOnRead() throws IOException {
        bucket.publishSegments();
        byte[] bomb = zip(new byte[(128 << 20) + 1]);
        assertThat(bomb).hasSizeLessThan(1 << 20);
        ObjectNode root =
                (ObjectNode) bucket.head(Bucket.LOG).at("/state/content").deepCopy();
        ObjectNode row = (ObjectNode) root.at("/segments/0");
        String key = bucket.key(".jsonl.gz");
        String sha256 = Digest.of(bomb).hex();
        bucket.put(key.replace(row.get("sha256").asText(), sha256), bomb);
        row.put("sha256", sha256).put("size", bomb.length);
        bucket.forgeCommit(root);

        assertRefused("has a line of more than");
    }

    @Test
    void aSegmentSaidToBeOfAllBytesThereAreIsNotAllocated() {
        bucket.publishSegments();
        ObjectNode root =
                (ObjectNode) bucket.head(Bucket.LOG).at("/state/content").deepCopy();
        ((ObjectNode) root.at("/segments/0")).put("size", Long.MAX_VALUE);
        bucket.forgeCommit(root);

        assertRefused("more than any document");
    }

    static byte[] zip(byte[] content) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(stored)) {
            gzip.write(content);
        }
        return stored.toByteArray();
    }
}
