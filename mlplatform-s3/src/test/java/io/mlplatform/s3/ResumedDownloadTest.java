package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.Digest;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.Content;
import io.mlplatform.store.Download;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.TransferListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ResumedDownloadTest {

    private static final ObjectKey KEY = ObjectKey.of("data/large.bin");
    private static final byte[] BYTES = new byte[4 * RangedTransfer.RANGE_BYTES - 5];

    static {
        new Random(7).nextBytes(BYTES);
    }

    @RegisterExtension
    static final S3ProxyExtension SERVER = S3ProxyExtension.builder()
            .withBlobStoreProvider("transient-nio2")
            .withCredentials("local-access", "local-secret")
            .build();

    @TempDir
    Path folder;

    private TamperedStore tampered;

    @BeforeEach
    void open() {
        tampered = TamperedStore.open(LocalS3.settings(SERVER));
        tampered.store().put(KEY, Content.of(BYTES), PutCondition.ifAbsent());
        tampered.http().requests().clear();
    }

    @AfterEach
    void close() {
        tampered.close();
    }

    private Download download() {
        return new Download(KEY, BYTES.length, Digest.of(BYTES), folder.resolve("large.bin"));
    }

    private String tag() {
        return tampered.store().head(KEY).orElseThrow().etag();
    }

    /** What a process leaves that had fetched ranges 0 and 2 of this object when it was killed. */
    private void leave(String tag, byte[] bytes) throws IOException {
        LeftDownload.leave(download(), tampered.store().location() + "/" + KEY, tag, bytes, List.of(0, 2));
    }

    private List<String> rangesAskedFor() {
        return tampered.http().requests().stream()
                .map(request -> request.firstMatchingHeader("Range").orElse("all"))
                .sorted()
                .toList();
    }

    @Test
    void onlyWhatIsMissingIsFetched() throws IOException {
        leave(tag(), BYTES);
        tampered.http().requests().clear();
        AtomicLong transferred = new AtomicLong();

        tampered.store().download(List.of(download()), new TransferListener() {
            @Override
            public void transferred(long bytes) {
                transferred.addAndGet(bytes);
            }

            @Override
            public void finished(ObjectKey key) {}
        });

        assertThat(rangesAskedFor()).containsExactly("bytes=25165824-33554426", "bytes=8388608-16777215");
        assertThat(tampered.http().requests())
                .allMatch(request -> request.firstMatchingHeader("If-Match").isPresent());
        assertThat(folder.resolve("large.bin")).hasBinaryContent(BYTES);
        assertThat(folder.toFile().list()).containsExactly("large.bin");
        assertThat(transferred).hasValue(BYTES.length);
    }

    @Test
    void whatWasFetchedOfADownloadThatFailsForWantOfAnAnswerIsGoneOnWith() throws IOException {
        leave(tag(), BYTES);
        tampered.http().refuse(request -> true, 403, "AccessDenied", 2);
        assertThatThrownBy(() -> tampered.store().download(List.of(download()), TransferListener.SILENT))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(folder.resolve("large.bin")).doesNotExist();
        tampered.http().requests().clear();

        tampered.store().download(List.of(download()), TransferListener.SILENT);

        assertThat(rangesAskedFor()).containsExactly("bytes=25165824-33554426", "bytes=8388608-16777215");
        assertThat(folder.toFile().list()).containsExactly("large.bin");
    }

    @Test
    void nothingIsKeptOfADownloadThatFailsBeforeItsFirstRange() {
        tampered.http().refuse(request -> true, 403, "AccessDenied", 1);
        assertThatThrownBy(() -> tampered.store().download(List.of(download()), TransferListener.SILENT))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nothingIsKeptOfAnObjectThatIsGone() throws IOException {
        leave(tag(), BYTES);
        tampered.store().delete(List.of(KEY));
        assertThatThrownBy(() -> tampered.store().download(List.of(download()), TransferListener.SILENT))
                .isInstanceOf(NotFoundException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsThereOfAnotherObjectIsFetchedAgain() throws IOException {
        byte[] other = new byte[BYTES.length];
        leave("0123456789abcdef0123456789abcdef", other);
        tampered.http().requests().clear();

        tampered.store().download(List.of(download()), TransferListener.SILENT);

        assertThat(rangesAskedFor()).hasSize(5);
        assertThat(folder.resolve("large.bin")).hasBinaryContent(BYTES);
        assertThat(folder.toFile().list()).containsExactly("large.bin");
    }

    @Test
    void whatSomeoneForgedIsNotedAndRemoved() throws IOException {
        byte[] forged = BYTES.clone();
        forged[100] ^= 1;
        leave(tag(), forged);

        assertThatThrownBy(() -> tampered.store().download(List.of(download()), TransferListener.SILENT))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("call again");
        assertThat(folder).isEmptyDirectory();

        tampered.store().download(List.of(download()), TransferListener.SILENT);
        assertThat(folder.resolve("large.bin")).hasBinaryContent(BYTES);
    }
}
