package io.mlplatform.s3.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.VersionFile;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.datasets.DatasetVersion;
import java.util.List;
import java.util.stream.LongStream;

/** What a dataset holds after publishers have ended, however they did. */
final class PublishedVersions {

    private final DatasetRegistry datasets;
    private final String dataset;

    PublishedVersions(MlPlatform platform, String dataset) {
        this.datasets = platform.datasets();
        this.dataset = dataset;
    }

    /** The number of versions: they are 1 to that, without a gap. */
    long count() {
        if (datasets.find(dataset + "@latest").isEmpty()) {
            return 0;
        }
        List<Long> newestFirst = datasets.history(dataset, Integer.MAX_VALUE).versions().stream()
                .map(DatasetVersion::version)
                .toList();
        long latest = newestFirst.get(0);
        assertThat(newestFirst)
                .isEqualTo(LongStream.range(0, latest)
                        .mapToObj(back -> latest - back)
                        .toList());
        return latest;
    }

    /** Each of these stands under its number with its digest, brought its own files, and verifies. */
    void requireAll(List<Acknowledgement> acknowledged) {
        assertThat(acknowledged).extracting(Acknowledgement::version).doesNotHaveDuplicates();
        for (Acknowledgement each : acknowledged) {
            DatasetVersion version = datasets.get(dataset + "@" + each.version());
            assertThat(version.digest()).isEqualTo(each.digest());
            assertThat(datasets.verify(version)).isEmpty();
            assertThat(filesIn(each.folder(), each.version())).hasSize(PublisherProcess.FILES);
            if (each.version() > 1) {
                assertThat(filesIn(each.folder(), each.version() - 1)).isEmpty();
            }
        }
    }

    /** Each of these stands under its number with its digest. */
    void requireDigests(List<Acknowledgement> acknowledged) {
        assertThat(acknowledged).allSatisfy(each -> assertThat(
                        datasets.get(dataset + "@" + each.version()).digest())
                .isEqualTo(each.digest()));
    }

    private List<VersionFile> filesIn(String folder, long version) {
        return datasets.files(datasets.get(dataset + "@" + version)).stream()
                .filter(file -> file.path().startsWith(folder + "/"))
                .toList();
    }
}
