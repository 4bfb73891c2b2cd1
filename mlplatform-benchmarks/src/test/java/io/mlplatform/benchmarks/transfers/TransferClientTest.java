package io.mlplatform.benchmarks.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import io.mlplatform.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** All clients of the comparison do the same job: what each stores it fetches again, byte for byte. */
@ExtendWith(BenchCredentials.class)
class TransferClientTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DATASETS")
    void smallObjectsAreStoredAndFetched(ClientKind kind) throws IOException {
        storeAndFetch(kind, 5, 16 << 10);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DATASETS")
    void largeObjectsAreStoredAndFetchedInParts(ClientKind kind) throws IOException {
        storeAndFetch(kind, 2, (17 << 20) + 1);
    }

    @Test
    void aDatasetIsPublishedAndFetched() throws IOException {
        TransferFolder sources = new TransferFolder(Files.createDirectory(folder.resolve("sources")));
        TransferFolder fetched = new TransferFolder(Files.createDirectory(folder.resolve("fetched")));
        Workload workload = new Workload(Direction.DOWN, 5, 16 << 10);
        sources.fill(workload);
        try (TransferClient client = new DatasetTransfers(new MemoryStore(Clock.systemUTC()))) {
            client.upload(workload, "some", sources.path());
            client.download(workload, "others", fetched.path());
        }

        fetched.verify(workload, Pattern.of(16 << 10).digest());
    }

    private void storeAndFetch(ClientKind kind, int objects, int size) throws IOException {
        TransferFolder sources = new TransferFolder(Files.createDirectory(folder.resolve("sources")));
        TransferFolder fetched = new TransferFolder(Files.createDirectory(folder.resolve("fetched")));
        Workload up = new Workload(Direction.UP, objects, size);
        Workload down = new Workload(Direction.DOWN, objects, size);
        Digest digest = Pattern.of(size).digest();
        sources.fill(up);
        try (BucketFake bucket = new BucketFake();
                TransferClient client = kind.open(new Target(bucket.endpoint(), "bench", 4), Choices.DEFAULT)) {
            client.upload(up, "some", sources.path());
            client.download(down, "some", fetched.path());
        }

        fetched.verify(down, digest);
        try (Stream<Path> files = Files.list(fetched.path())) {
            assertThat(files).hasSize(objects);
        }
    }
}
