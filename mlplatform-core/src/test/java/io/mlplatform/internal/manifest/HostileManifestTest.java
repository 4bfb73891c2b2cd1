package io.mlplatform.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.ProgressListener;
import io.mlplatform.Settings;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.DaemonThreads;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.StoreLocation;
import io.mlplatform.store.TransferListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests whose sizes, counts and names lie: none is believed before what it speaks of was seen. */
class HostileManifestTest {

    private final MemoryStore store = new MemoryStore(Clock.systemUTC());
    private final Keys keys = new Keys(new StoreLocation(store, ""), EntityName.of("growth/churn"));
    private final ExecutorService threads = DaemonThreads.pool("test", 4);
    private final Context context =
            new Context(Settings.defaults(), () -> Entries.TXN, attempt -> {}, threads, ProgressListener.SILENT);
    private final ManifestReader reader = new ManifestReader(store, keys, context);

    @AfterEach
    void close() {
        threads.shutdown();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 1L << 32, (1L << 32) + 2, 100_000_000})
    void aDocumentOfAnImpossibleSizeIsCorrupt(long size) {
        ObjectNode name = document("{}").put("size", size);

        refused(() -> resolved(name), "bytes");
    }

    @Test
    void aDocumentThatIsLongerThanItsNameSaysIsCorrupt() {
        ObjectNode name = document("{}");

        refused(() -> resolved(name.put("size", name.get("size").asLong() - 1)), "bytes");
    }

    @Test
    void aDocumentThatIsShorterThanItsNameSaysIsCorrupt() {
        ObjectNode name = document("{}");

        refused(() -> resolved(name.put("size", name.get("size").asLong() + 1)), "digest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../../x", "a/b", "", "01JD0000000000000000000001", "01jd000000000000000000000/"})
    void aTxnThatSpellsAPathIsCorrupt(String txn) {
        refused(() -> resolved(document("{}").put("txn", txn)), "txn");
    }

    @Test
    void aDocumentOfTwoMembersOrWithBytesBehindItIsCorrupt() {
        byte[] once = StoredDocument.zip("{}".getBytes(StandardCharsets.UTF_8));
        byte[] twice = Arrays.copyOf(once, 2 * once.length);
        System.arraycopy(once, 0, twice, once.length, once.length);

        refused(() -> resolved(stored(twice)), "gzip");
        refused(() -> resolved(stored(Arrays.copyOf(once, once.length + 3))), "gzip");
    }

    @Test
    void aDocumentThatUnpacksToAThousandTimesItsBytesIsCorrupt() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream densest = new GZIPOutputStream(bomb)) {
            densest.write(new byte[64 << 20]);
        }

        assertThat(bomb.size()).isLessThan(100_000);
        refused(() -> resolved(stored(bomb.toByteArray())), "more bytes");
    }

    @Test
    void aDocumentThatNoReaderWouldTakeIsNotWritten() {
        Documents documents = new Documents(keys, Entries.TXN, uploads -> {});

        assertThatThrownBy(() -> documents.add(new byte[(16 << 20) + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in parts");
    }

    @Test
    void aSegmentOfOneEndlessLineIsCorrupt() {
        ObjectNode root = large(500);
        byte[] bomb = StoredDocument.zip(new byte[64 << 20]);
        replaceSegment(root, bomb);

        refused(() -> read(root), "a line of more than");
    }

    @Test
    void aSegmentThatEndsWithinALineIsCorrupt() {
        ObjectNode root = large(500);
        replaceSegment(root, StoredDocument.zip("{\"path\":\"a\"".getBytes(StandardCharsets.UTF_8)));

        refused(() -> read(root), "within a line");
    }

    @Test
    void aSegmentWithMoreFilesThanItsRootSaysIsCorruptBeforeAllAreRead() {
        ObjectNode root = large(500);
        ((ObjectNode) root.at("/segments/0")).put("files", 3);
        root.put("files", 3);

        refused(() -> read(root), "more than the 3 files");
    }

    @Test
    void aRootThatNamesASegmentTwiceIsCorruptBeforeItIsRead() {
        ObjectNode root = large(500);
        ArrayNode rows = (ArrayNode) root.get("segments");
        rows.add(rows.get(0).deepCopy());
        root.put("files", 1_000);
        store.delete(List.of(
                keys.segment(Entries.TXN, new Digest(rows.get(0).get("sha256").asText()))));

        refused(() -> read(root), "not in order");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 65_537, Long.MAX_VALUE})
    void aSegmentOfAnImpossibleNumberOfFilesIsCorrupt(long files) {
        ObjectNode root = large(500);
        ((ObjectNode) root.at("/segments/0")).put("files", files);

        refused(() -> read(root), "files");
    }

    @Test
    void aSegmentThatDoesNotBeginAndEndAsItsRowSaysIsCorrupt() {
        ObjectNode root = large(500);
        ((ObjectNode) root.at("/segments/0")).put("last", "z");

        refused(() -> read(root), "content digest");
    }

    @Test
    void sizesThatAddUpToMoreThanALongHoldsAreCorrupt() {
        List<FileEntry> entries = List.of(
                FileEntry.of("a", Long.MAX_VALUE, Digest.of("a"), Entries.TXN),
                FileEntry.of("b", Long.MAX_VALUE, Digest.of("b"), Entries.TXN),
                FileEntry.of("c", 2, Digest.of("c"), Entries.TXN));
        ObjectNode root =
                Json.object().put("format", Root.FORMAT).put("files", 3).put("bytes", 0);
        root.put(
                "digest",
                ContentDigest.ofVersion(List.of(ContentDigest.ofSegment(entries)))
                        .hex());
        ArrayNode rows = root.putArray("entries");
        entries.forEach(entry -> rows.add(FileEntryJson.write(entry)));

        refused(() -> read(root), "2^63-1");
    }

    private ObjectNode large(int files) {
        List<FileEntry> entries = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            entries.add(Entries.entry(String.format("f%04d", i)));
        }
        Documents documents = new Documents(keys, Entries.TXN, uploads -> {});
        ManifestEdit edit = ManifestEdit.of(ManifestEdit.Mode.APPEND, List.of(), entries, Optional.empty());
        WrittenManifest written = new ManifestWriter(context, documents, entry -> {})
                .write(edit, Manifest.empty(List.of()), "mlp://datasets/growth/churn", PartitionSums.none());
        store.upload(documents.take(), TransferListener.SILENT);
        return written.root();
    }

    private void replaceSegment(ObjectNode root, byte[] stored) {
        ObjectNode row = (ObjectNode) root.at("/segments/0");
        row.put("sha256", Digest.of(stored).hex()).put("size", stored.length);
        store.put(keys.segment(Entries.TXN, Digest.of(stored)), Content.of(stored), PutCondition.ifAbsent());
    }

    private ObjectNode document(String json) {
        return stored(StoredDocument.zip(json.getBytes(StandardCharsets.UTF_8)));
    }

    private ObjectNode stored(byte[] bytes) {
        Digest sha256 = Digest.of(bytes);
        store.put(keys.document(Entries.TXN, sha256), Content.of(bytes), PutCondition.always());
        return Json.object().put("sha256", sha256.hex()).put("txn", Entries.TXN).put("size", bytes.length);
    }

    private void resolved(ObjectNode name) {
        reader.resolved(StoredJson.of(name, "name"));
    }

    private void read(ObjectNode root) {
        reader.read(reader.root(StoredJson.of(root, "root"))).entries();
    }

    private static void refused(Runnable read, String part) {
        assertThatThrownBy(read::run).isInstanceOf(DataCorruptException.class).hasMessageContaining(part);
    }
}
