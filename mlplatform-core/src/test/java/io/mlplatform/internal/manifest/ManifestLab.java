package io.mlplatform.internal.manifest;

import io.mlplatform.EntityName;
import io.mlplatform.ProgressListener;
import io.mlplatform.Settings;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.DaemonThreads;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.SegmentCache;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.StoreLocation;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** Commits edits of manifests to a store, and reads them again, with boundaries of the test's choice. */
final class ManifestLab implements AutoCloseable {

    /** @param accepted the entries of the own txn that are part of the version */
    record Commit(Manifest manifest, List<Upload> documents, List<FileEntry> accepted, boolean baseWasStored) {}

    private final MemoryStore store = new MemoryStore(Clock.systemUTC());
    private final Keys keys = new Keys(new StoreLocation(store, ""), EntityName.of("growth/churn"));
    private final ExecutorService threads = DaemonThreads.pool("test", 2);
    private final Context context = new Context(
            Settings.defaults(),
            () -> Entries.TXN,
            attempt -> {},
            threads,
            ProgressListener.SILENT,
            new SegmentCache(20_000));
    private final Boundaries boundaries;

    ManifestLab(Boundaries boundaries) {
        this.boundaries = boundaries;
    }

    Boundaries boundaries() {
        return boundaries;
    }

    Commit commit(String txn, ManifestEdit edit, Manifest base, String address) {
        return commit(txn, edit, base, address, PartitionSums.none());
    }

    Commit commit(String txn, ManifestEdit edit, Manifest base, String address, PartitionSums sums) {
        List<Upload> uploads = new ArrayList<>();
        List<FileEntry> accepted = new ArrayList<>();
        Documents documents = new Documents(keys, txn, uploads::addAll);
        WrittenManifest written =
                new ManifestWriter(context, documents, accepted::add, boundaries).write(edit, base, address, sums);
        uploads.addAll(documents.take());
        store.upload(uploads, TransferListener.SILENT);
        ManifestReader reader = new ManifestReader(store, keys, context, boundaries);
        Manifest manifest = reader.read(reader.root(StoredJson.of(written.content(), "root")));
        boolean stored = base.rows().stream().allMatch(row -> row.document().isPresent());
        return new Commit(manifest, uploads, accepted, stored);
    }

    @Override
    public void close() {
        threads.shutdown();
        store.close();
    }
}
