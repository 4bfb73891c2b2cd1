package io.mlplatform.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.ProgressListener;
import io.mlplatform.Settings;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.DaemonThreads;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.StoreLocation;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A manifest written to a store and read back, in each of the forms a root has. */
class StoredManifestTest {

    private final MemoryStore store = new MemoryStore(Clock.systemUTC());
    private final Keys keys = new Keys(new StoreLocation(store, ""), EntityName.of("growth/churn"));
    private final ExecutorService threads = DaemonThreads.pool("test", 4);
    private final Context context =
            new Context(Settings.defaults(), () -> Entries.TXN, attempt -> {}, threads, ProgressListener.SILENT);
    private final ManifestReader reader = new ManifestReader(store, keys, context);

    private List<Upload> stored = List.of();

    @AfterEach
    void close() {
        threads.shutdown();
        store.close();
    }

    @Test
    void fewFilesStandInTheRootItself() {
        Manifest manifest = manifest(3);
        WrittenManifest written = write(manifest);

        assertThat(stored).isEmpty();
        assertThat(written.content().has("entries")).isTrue();
        assertThat(read(written)).isEqualTo(manifest.entries());
    }

    @Test
    void moreFilesStandInSegmentsWithTheirBounds() {
        Manifest manifest = manifest(500);
        WrittenManifest written = write(manifest);

        assertThat(stored).hasSize(1);
        assertThat(written.content().at("/segments/0/partitions/dt").toString())
                .isEqualTo("{\"min\":\"0\",\"max\":\"9\",\"nulls\":true}");
        assertThat(written.content().at("/segments/0/first").asText()).isEqualTo("dt=0/f0000");
        assertThat(read(written)).isEqualTo(manifest.entries());
    }

    @Test
    void aColumnThatIsAllNullHasNoBounds() {
        assertThat(Bounds.of(List.of(java.util.Optional.empty())).toJson()).hasToString("{\"nulls\":true}");
    }

    @Test
    void inlineAndInSegmentsTheDigestIsTheSame() {
        Manifest small = manifest(3);
        Manifest large = manifest(500);

        assertThat(write(small).content().get("digest").asText())
                .isEqualTo(Manifest.of(List.of("dt"), small.entries()).digest().hex());
        assertThat(write(large).content().get("digest").asText())
                .isEqualTo(large.digest().hex());
    }

    @Test
    void writingAgainYieldsTheSameDocuments() {
        assertThat(write(manifest(500)).content())
                .isEqualTo(write(manifest(500)).content());
    }

    @Test
    void aSegmentWhoseBytesChangedIsCorrupt() {
        WrittenManifest written = write(manifest(500));
        Upload segment = stored.get(0);
        byte[] bytes = new byte[(int) segment.content().length()];
        store.put(segment.key(), Content.of(bytes), PutCondition.always());

        assertThatThrownBy(() -> read(written))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining(segment.key().value())
                .hasMessageContaining("restore");
    }

    @Test
    void aRootWhoseTotalsLieIsCorrupt() {
        WrittenManifest written = write(manifest(3));
        written.content().put("digest", Digest.of("other").hex());

        assertThatThrownBy(() -> read(written))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("digest")
                .hasMessageContaining("restore");
    }

    @Test
    void aRootWithAPathThatLeavesTheFolderIsCorrupt() {
        WrittenManifest written = write(manifest(1));
        ((com.fasterxml.jackson.databind.node.ObjectNode) written.content().at("/entries/0"))
                .put("path", "dt=0/../../x");

        assertThatThrownBy(() -> read(written))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("'..'");
    }

    private WrittenManifest write(Manifest manifest) {
        Documents documents = new Documents(keys, Entries.TXN, uploads -> {});
        ManifestEdit edit = ManifestEdit.of(
                ManifestEdit.Mode.REPLACE, manifest.partitionBy(), manifest.entries(), Optional.empty());
        WrittenManifest written = new ManifestWriter(context, documents, entry -> {})
                .write(
                        edit,
                        Manifest.empty(manifest.partitionBy()),
                        "mlp://datasets/growth/churn",
                        PartitionSums.none());
        stored = documents.take();
        store.upload(stored, TransferListener.SILENT);
        return written;
    }

    private List<FileEntry> read(WrittenManifest written) {
        return reader.read(reader.root(StoredJson.of(written.content(), "root")))
                .entries();
    }

    private static Manifest manifest(int files) {
        List<FileEntry> entries = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            String day = i == files - 1 && files > 1 ? "__HIVE_DEFAULT_PARTITION__" : Integer.toString(i % 10);
            entries.add(Entries.entry(String.format("dt=%s/f%04d", day, i)));
        }
        return Manifest.of(List.of("dt"), entries);
    }
}
