package io.mlplatform.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.Durability;
import io.mlplatform.store.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadRulesTest {

    private final List<Path> synced = new ArrayList<>();

    @TempDir
    Path folder;

    private void settle(DownloadRules rules, String... targets) {
        try (FileChannel file =
                FileChannel.open(folder.resolve("work"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (String target : targets) {
                rules.settle(file, folder.resolve(target));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theNamesOfWhatIsToLastAreSyncedOnceAFolderWhenTheCallEnds() {
        DownloadRules rules = new DownloadRules(Verification.DIGEST, Durability.MACHINE, synced::add);

        rules.durably("s3://b", () -> {
            settle(rules, "x/a", "x/y/b", "x/y/c");
            assertThat(synced).isEmpty();
        });

        assertThat(synced)
                .contains(folder.resolve("x/y"), folder.resolve("x"), folder, folder.getParent())
                .doesNotHaveDuplicates();
    }

    @Test
    void aCallThatFailsSyncsWhatCameAndTellsItsOwnFailure() {
        DownloadRules rules = new DownloadRules(Verification.DIGEST, Durability.MACHINE, folder -> {
            throw new IOException("disk gone");
        });

        assertThatThrownBy(() -> rules.durably("s3://b", () -> {
                    settle(rules, "a");
                    throw new IllegalStateException("the real one");
                }))
                .hasMessage("the real one")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .isInstanceOf(StorageUnavailableException.class)
                        .asString()
                        .contains("disk gone"));
        assertThatThrownBy(() -> rules.durably("s3://b", () -> {})).isInstanceOf(StorageUnavailableException.class);
    }

    @Test
    void nothingIsSyncedForWhatNeedNotLast() {
        DownloadRules rules = new DownloadRules(Verification.DIGEST, Durability.PROCESS, synced::add);

        rules.durably("s3://b", () -> settle(rules, "x/a"));

        assertThat(synced).isEmpty();
    }
}
