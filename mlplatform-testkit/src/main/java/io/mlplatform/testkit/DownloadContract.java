package io.mlplatform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.Content;
import io.mlplatform.store.Download;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.Placement;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.TransferListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bulk download leaves in files. */
interface DownloadContract extends StoreFixture {

    @Test
    default void aBulkDownloadPutsEveryObjectIntoItsFile(@TempDir Path folder) throws Exception {
        RuleCheck.run(this, Rule.DOWNLOAD, store -> {
            List<Download> downloads = new ArrayList<>();
            for (ObjectKey key : Sample.keys("data/", 100)) {
                int size = downloads.size() == 50 ? largeObjectBytes() : downloads.size() * 100;
                byte[] bytes = Sample.bytes(downloads.size(), size);
                store.put(key, Content.of(bytes), PutCondition.always());
                Path target = folder.resolve(downloads.isEmpty() ? "n".repeat(255) : "file-" + downloads.size());
                downloads.add(new Download(key, size, Digest.of(bytes), target));
            }
            TransferLog log = new TransferLog();

            store.download(downloads, log);

            for (Download download : downloads) {
                assertThat(download.target()).exists();
                assertThat(Digest.of(Files.readAllBytes(download.target()))).isEqualTo(download.sha256());
            }
            assertThat(folder.toFile().list()).hasSize(100);
            assertThat(log.finished())
                    .containsExactlyInAnyOrderElementsOf(
                            downloads.stream().map(Download::key).toList());
            assertThat(log.bytes())
                    .isGreaterThanOrEqualTo(
                            downloads.stream().mapToLong(Download::size).sum());
            store.download(List.of(), TransferListener.SILENT);
        });
    }

    @Test
    default void anObjectOfOtherBytesLeavesNoFile(@TempDir Path folder) throws Exception {
        RuleCheck.run(this, Rule.DOWNLOAD_VERIFIED, store -> {
            for (int length : List.of(1_000, largeObjectBytes())) {
                ObjectKey key = ObjectKey.of("data/length-" + length);
                byte[] bytes = Sample.bytes(1, length);
                store.put(key, Content.of(bytes), PutCondition.always());
                Path target = folder.resolve("target");
                for (Download wrong : List.of(
                        new Download(key, length, Digest.of("something else"), target),
                        new Download(key, length + 1, Digest.of(bytes), target),
                        new Download(key, length - 1, Digest.of(bytes), target))) {
                    TransferLog log = new TransferLog();
                    assertThatThrownBy(() -> store.download(List.of(wrong), log))
                            .isInstanceOf(DataCorruptException.class)
                            .hasMessageContaining(key.value());
                    assertThat(folder).isEmptyDirectory();
                    assertThat(log.finished()).isEmpty();
                }
            }
        });
    }

    @Test
    default void downloadingAnAbsentObjectFails(@TempDir Path folder) throws Exception {
        RuleCheck.run(this, Rule.DOWNLOAD_ABSENT, store -> {
            Download download = new Download(ObjectKey.of("data/gone"), 1, Digest.of("x"), folder.resolve("target"));
            assertThatThrownBy(() -> store.download(List.of(download), TransferListener.SILENT))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("data/gone");
            assertThat(folder).isEmptyDirectory();
        });
    }

    @Test
    default void aDownloadThatIsToKeepWhatIsThereKeepsIt(@TempDir Path folder) throws Exception {
        RuleCheck.run(this, Rule.DOWNLOAD_KEEPS, store -> {
            for (int length : List.of(1_000, largeObjectBytes())) {
                ObjectKey key = ObjectKey.of("data/length-" + length);
                byte[] bytes = Sample.bytes(1, length);
                store.put(key, Content.of(bytes), PutCondition.always());
                Path target = folder.resolve("target");
                Download keeping = new Download(key, length, Digest.of(bytes), target, Placement.KEEP);
                Files.write(target, Sample.bytes(2, length));

                assertThatThrownBy(() -> store.download(List.of(keeping), TransferListener.SILENT))
                        .isInstanceOf(AlreadyExistsException.class)
                        .hasMessageContaining("target");
                assertThat(target).hasBinaryContent(Sample.bytes(2, length));

                Files.write(target, bytes);
                Files.setLastModifiedTime(target, FileTime.from(Instant.EPOCH));
                store.download(List.of(keeping), TransferListener.SILENT);
                assertThat(Files.getLastModifiedTime(target)).isEqualTo(FileTime.from(Instant.EPOCH));
                assertThat(folder.toFile().list()).containsExactly("target");
                Files.delete(target);
            }
        });
    }

    @Test
    default void aListOfDownloadsIsReadAsItIsNeeded(@TempDir Path folder) throws Exception {
        RuleCheck.run(this, Rule.DOWNLOAD_LISTING, store -> {
            LongListing<Download> absent = new LongListing<>(i ->
                    new Download(ObjectKey.of("data/gone-" + i), 1, Digest.of("x"), folder.resolve("target-" + i)));
            assertThatThrownBy(() -> store.download(absent, TransferListener.SILENT))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("data/gone-");
            assertThat(absent.read()).isLessThanOrEqualTo(LongListing.HELD);
            assertThat(absent.wasReadElsewhere()).isFalse();
            LongListing<Download> unreadable = new LongListing<>(i -> {
                throw new StorageUnavailableException("data", "the list cannot be read");
            });
            assertThatThrownBy(() -> store.download(unreadable, TransferListener.SILENT))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("the list cannot be read");
        });
    }
}
