package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.store.Content;
import io.mlplatform.store.Download;
import io.mlplatform.store.Durability;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Verification;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DownloadChoicesTest {

    /** Fetched through a buffer, as a whole, and in ranges. */
    private static final List<Integer> SIZES = List.of(1_000, 2 << 20, 20 << 20);

    @RegisterExtension
    final S3ProxyExtension server = S3ProxyExtension.builder()
            .withBlobStoreProvider("transient-nio2")
            .withCredentials("local-access", "local-secret")
            .build();

    @TempDir
    Path folder;

    private TamperedStore open(Verification verification, Durability durability) {
        return TamperedStore.open(LocalS3.settings(server).toBuilder()
                .verification(verification)
                .durability(durability)
                .build());
    }

    @Test
    void filesHeldToTheirSizeOnlyMayHaveOtherBytesThanTheirDigestSays() {
        try (TamperedStore opened = open(Verification.SIZE, Durability.PROCESS)) {
            for (int size : SIZES) {
                ObjectKey key = ObjectKey.of("data/" + size);
                byte[] bytes = new byte[size];
                opened.store().put(key, Content.of(bytes), PutCondition.ifAbsent());
                Digest other = Digest.of("other");
                Path target = folder.resolve("" + size);

                opened.store().download(List.of(new Download(key, size, other, target)), TransferListener.SILENT);
                assertThat(target).hasBinaryContent(bytes);

                Download longer = new Download(key, size + 1, other, folder.resolve("longer"));
                assertThatThrownBy(() -> opened.store().download(List.of(longer), TransferListener.SILENT))
                        .isInstanceOf(DataCorruptException.class);
                assertThat(folder.resolve("longer")).doesNotExist();
            }
        }
    }

    @Test
    void filesThatSurviveTheMachineAreFetchedAsOthers() {
        try (TamperedStore opened = open(Verification.DIGEST, Durability.MACHINE)) {
            for (int size : SIZES) {
                ObjectKey key = ObjectKey.of("data/" + size);
                byte[] bytes = new byte[size];
                opened.store().put(key, Content.of(bytes), PutCondition.ifAbsent());
                Path target = folder.resolve("" + size);
                Download download = new Download(key, size, Digest.of(bytes), target);

                opened.store().download(List.of(download), TransferListener.SILENT);

                assertThat(target).hasBinaryContent(bytes);
            }
        }
    }
}
