package io.mlplatform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bulk upload stores. */
interface UploadContract extends StoreFixture {

    @Test
    default void aBulkUploadStoresEveryObject(@TempDir Path folder) throws Exception {
        RuleCheck.run(this, Rule.UPLOAD, store -> {
            List<Upload> uploads = new ArrayList<>();
            for (ObjectKey key : Sample.keys("data/small/", 200)) {
                uploads.add(upload(key, Sample.bytes(uploads.size(), 1_000 + uploads.size())));
            }
            uploads.add(upload(ObjectKey.of("data/empty"), new byte[0]));
            byte[] large = Sample.bytes(7, largeObjectBytes());
            Path file = Files.write(folder.resolve("large.bin"), large);
            uploads.add(new Upload(ObjectKey.of("data/large"), Content.of(file), Digest.of(large)));
            TransferLog log = new TransferLog();

            store.upload(uploads, log);

            for (Upload upload : uploads) {
                assertThat(upload.sha256()).contains(Digest.of(Sample.read(store, upload.key())));
            }
            assertThat(log.finished())
                    .containsExactlyInAnyOrderElementsOf(
                            uploads.stream().map(Upload::key).toList());
            assertThat(log.bytes())
                    .isGreaterThanOrEqualTo(uploads.stream()
                            .mapToLong(upload -> upload.content().length())
                            .sum());
            store.upload(List.of(), TransferListener.SILENT);
        });
    }

    @Test
    default void anUploadOverTheSameBytesCountsAsStored() throws Exception {
        RuleCheck.run(this, Rule.UPLOAD_REPEATED, store -> {
            List<Upload> uploads = List.of(
                    upload(ObjectKey.of("data/small"), Sample.bytes(1, 5_000)),
                    upload(ObjectKey.of("data/empty"), new byte[0]),
                    upload(ObjectKey.of("data/large"), Sample.bytes(2, largeObjectBytes())),
                    new Upload(ObjectKey.of("data/unhashed/small"), Content.of(Sample.bytes(1, 5_000))),
                    new Upload(ObjectKey.of("data/unhashed/large"), Content.of(Sample.bytes(2, largeObjectBytes()))));
            store.upload(uploads, TransferListener.SILENT);
            TransferLog log = new TransferLog();
            store.upload(uploads, log);
            assertThat(log.finished()).hasSize(5);
        });
    }

    @Test
    default void anUploadOverOtherBytesKeepsThem() throws Exception {
        RuleCheck.run(this, Rule.UPLOAD_KEEPS, store -> {
            byte[] old = Sample.bytes(1, 5_000);
            ObjectKey key = ObjectKey.of("data/part-0");
            store.upload(List.of(upload(key, old)), TransferListener.SILENT);
            for (byte[] other :
                    List.of(Sample.bytes(2, 5_000), Sample.bytes(2, 4_999), Sample.bytes(2, largeObjectBytes()))) {
                for (Upload again : List.of(upload(key, other), new Upload(key, Content.of(other)))) {
                    assertThatThrownBy(() -> store.upload(List.of(again), TransferListener.SILENT))
                            .isInstanceOf(AlreadyExistsException.class)
                            .hasMessageContaining("data/part-0");
                }
                assertThat(Sample.read(store, key)).isEqualTo(old);
            }
        });
    }

    @Test
    default void contentWithoutItsDigestIsNotStored() throws Exception {
        RuleCheck.run(this, Rule.UPLOAD_VERIFIED, store -> {
            for (int length : List.of(1_000, largeObjectBytes())) {
                ObjectKey key = ObjectKey.of("data/length-" + length);
                Upload changed = new Upload(key, Content.of(Sample.bytes(1, length)), Digest.of("something else"));
                TransferLog log = new TransferLog();
                assertThatThrownBy(() -> store.upload(List.of(changed), log))
                        .isInstanceOf(DataCorruptException.class)
                        .hasMessageContaining(key.value());
                assertThat(store.head(key)).isEmpty();
                assertThat(log.finished()).isEmpty();
            }
        });
    }

    @Test
    default void aListOfUploadsIsReadAsItIsNeeded() throws Exception {
        RuleCheck.run(this, Rule.UPLOAD_LISTING, store -> {
            LongListing<Upload> changed = new LongListing<>(i ->
                    new Upload(ObjectKey.of("data/part-" + i), Content.of(new byte[1]), Digest.of("something else")));
            assertThatThrownBy(() -> store.upload(changed, TransferListener.SILENT))
                    .isInstanceOf(DataCorruptException.class)
                    .hasMessageContaining("data/part-");
            assertThat(changed.read()).isLessThanOrEqualTo(LongListing.HELD);
            assertThat(changed.wasReadElsewhere()).isFalse();
            LongListing<Upload> unreadable = new LongListing<>(i -> {
                throw new StorageUnavailableException("data", "the list cannot be read");
            });
            assertThatThrownBy(() -> store.upload(unreadable, TransferListener.SILENT))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("the list cannot be read");
        });
    }

    @Test
    default void anUploadWithoutADigestTellsIt(@TempDir Path folder) throws Exception {
        RuleCheck.run(this, Rule.UPLOAD_TELLS_DIGEST, store -> {
            Map<ObjectKey, Digest> expected = new HashMap<>();
            List<Upload> uploads = new ArrayList<>();
            for (int length : List.of(0, 1_000, 300_000, largeObjectBytes())) {
                byte[] bytes = Sample.bytes(3, length);
                Path file = Files.write(folder.resolve("" + length), bytes);
                ObjectKey read = ObjectKey.of("data/read/" + length);
                ObjectKey held = ObjectKey.of("data/held/" + length);
                uploads.add(new Upload(read, Content.of(file)));
                uploads.add(new Upload(held, Content.of(bytes)));
                expected.put(read, Digest.of(bytes));
                expected.put(held, Digest.of(bytes));
            }
            TransferLog log = new TransferLog();

            store.upload(uploads, log);

            assertThat(log.digests()).isEqualTo(expected);
            for (ObjectKey key : expected.keySet()) {
                assertThat(Digest.of(Sample.read(store, key))).isEqualTo(expected.get(key));
            }
        });
    }

    private static Upload upload(ObjectKey key, byte[] bytes) {
        return new Upload(key, Content.of(bytes), Digest.of(bytes));
    }
}
