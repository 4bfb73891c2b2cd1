package io.mlplatform.benchmarks.transfers;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.s3.S3Store;
import io.mlplatform.store.ObjectStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Ours, by the face that users call: files are published as a version of a dataset, and a version is fetched. What that costs
 * beyond the bare transfer is the hash pass, the manifest and the log. For servers that keep what they are sent.
 */
final class DatasetTransfers implements TransferClient {

    private final ObjectStore store;
    private final MlPlatform platform;
    private final Map<String, DatasetVersion> published = new HashMap<>();

    /** @param choices as {@link OwnTransfers} takes it */
    DatasetTransfers(Target target, Choices choices) {
        this(S3Store.open(target.bucket(), OwnTransfers.settings(target, choices)));
    }

    /** On this store, which it closes. */
    DatasetTransfers(ObjectStore store) {
        this.store = store;
        this.platform = MlPlatform.builder().store(store, "bench/").open();
    }

    /** Fetches the version that was published under this prefix; the first time, one is made. */
    @Override
    public void download(Workload workload, String prefix, Path folder) {
        datasets().fetch(published.computeIfAbsent(prefix, name -> made(workload, name)), folder);
    }

    @Override
    public void upload(Workload workload, String prefix, Path folder) {
        published.put(prefix, publish(prefix, folder));
    }

    @Override
    public void close() {
        platform.close();
        store.close();
    }

    private DatasetVersion made(Workload workload, String name) {
        try (TransferFolder sources = TransferFolder.temporary("published")) {
            sources.fill(workload);
            return publish(name, sources.path());
        }
    }

    private DatasetVersion publish(String name, Path folder) {
        return datasets().draft("bench/" + name).replace().addFiles(folder, "*").publish();
    }

    private DatasetRegistry datasets() {
        return platform.datasets();
    }
}
