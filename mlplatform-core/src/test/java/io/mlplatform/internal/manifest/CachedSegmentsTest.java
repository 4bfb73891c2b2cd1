package io.mlplatform.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.ProgressListener;
import io.mlplatform.Settings;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.DaemonThreads;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.StoreLocation;
import io.mlplatform.store.TransferListener;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A segment that was read already, and is named again by a root that says other things of it. */
class CachedSegmentsTest {

    private final MemoryStore store = new MemoryStore(Clock.systemUTC());
    private final Keys keys = new Keys(new StoreLocation(store, ""), EntityName.of("growth/churn"));
    private final ExecutorService threads = DaemonThreads.pool("test", 2);
    private final Context context =
            new Context(Settings.defaults(), () -> Entries.TXN, attempt -> {}, threads, ProgressListener.SILENT);
    private final ManifestReader reader =
            new ManifestReader(store, keys, context, new Boundaries(13, 65_536, 8, 65_536, 1));
    private ObjectNode root;

    @BeforeEach
    void readOnce() {
        List<FileEntry> entries = IntStream.range(0, 500)
                .mapToObj(i -> Entries.entry(String.format("dt=%d/f%04d", i % 10, i)))
                .toList();
        Documents documents = new Documents(keys, Entries.TXN, uploads -> {});
        root = new ManifestWriter(context, documents, entry -> {})
                .write(
                        ManifestEdit.of(ManifestEdit.Mode.APPEND, List.of("dt"), entries, Optional.empty()),
                        Manifest.empty(List.of("dt")),
                        "mlp://datasets/growth/churn",
                        PartitionSums.none())
                .root();
        store.upload(documents.take(), TransferListener.SILENT);
        assertThat(read()).hasSize(500);
        store.delete(List.of(segment()));
        assertThat(read()).as("from memory").hasSize(500);
    }

    @AfterEach
    void close() {
        threads.shutdown();
        store.close();
    }

    @Test
    void anotherPartitioningIsNotAnsweredFromMemory() {
        root.putArray("partitionBy").add("split");

        refused("is gone");
    }

    @Test
    void narrowerBoundsAreNotAnsweredFromMemory() {
        ((ObjectNode) root.at("/segments/0/partitions/dt")).put("max", "3");

        refused("is gone");
    }

    @Test
    void anotherSizeOrTransactionIsNotAnsweredFromMemory() {
        ObjectNode row = (ObjectNode) root.at("/segments/0");
        row.put("size", row.get("size").asLong() + 1);
        refused("is gone");

        row.put("size", row.get("size").asLong() - 1).put("txn", Entries.LATER_TXN);
        refused("is gone");
    }

    @Test
    void anIndexNodeWhoseSizesAddUpToMoreThanALongHoldsIsCorrupt() {
        List<Row> segments = List.of(huge("a"), huge("b"));
        byte[] stored =
                StoredDocument.zip((line(segments.get(0)) + line(segments.get(1))).getBytes(StandardCharsets.UTF_8));
        StoredDocument name = new StoredDocument(Digest.of(stored), Entries.TXN, stored.length);
        ObjectKey key = keys.segment(Entries.TXN, name.sha256());
        store.put(key, Content.of(stored), PutCondition.ifAbsent());
        Digest digest =
                ContentDigest.ofVersion(segments.stream().map(Row::digest).toList());
        Row node = new Row(Optional.empty(), digest, 2, 5, "a", "b", Map.of(), false, Json.object()).storedAs(name);
        root = Json.object().put("format", Root.FORMAT).put("files", 2).put("bytes", 5);
        root.put("digest", digest.hex()).putArray("nodes").add(node.json());

        refused(key.value());
        refused("2^63-1");
    }

    private static Row huge(String path) {
        return Row.of(List.of(FileEntry.of(path, Long.MAX_VALUE, Digest.of(path), Entries.TXN)), List.of())
                .storedAs(new StoredDocument(Digest.of(path), Entries.TXN, 100));
    }

    private static String line(Row row) {
        return CanonicalJson.write(row.json()) + "\n";
    }

    private ObjectKey segment() {
        return keys.segment(
                Entries.TXN, new Digest(root.at("/segments/0/sha256").asText()));
    }

    private List<FileEntry> read() {
        return reader.read(reader.root(StoredJson.of(root, "root"))).entries();
    }

    private void refused(String part) {
        assertThatThrownBy(this::read).isInstanceOf(DataCorruptException.class).hasMessageContaining(part);
    }
}
