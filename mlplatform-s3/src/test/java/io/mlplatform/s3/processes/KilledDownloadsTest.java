package io.mlplatform.s3.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Downloads that end by SIGKILL, and go on in the next process. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KilledDownloadsTest {

    private static final int RANGE_BYTES = 8 << 20;
    private static final long SEED = 20261201;

    @TempDir
    Path work;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void threeKillsOfADownloadCostAtMostARangeAWorkerEach() throws Exception {
        kill(3, 12L * RANGE_BYTES);
    }

    @Test
    @Tag("soak")
    void fiftyKillsOfDownloadsCostAtMostARangeAWorkerEach() throws Exception {
        kill(50, 128L * RANGE_BYTES);
    }

    private void kill(int kills, long size) throws Exception {
        TransferLog log = new TransferLog();
        Path folder = work.resolve("target");
        Path target = folder.resolve("large.bin");
        Path errors = work.resolve("errors");
        try (PatternServer server = new PatternServer(size, RANGE_BYTES, log)) {
            Digest digest = server.digest();
            KilledTransfer victims = new KilledTransfer(log, size, DownloadProcess.WORKERS, SEED, errors);
            while (victims.kills() < kills) {
                Files.createDirectory(folder);
                boolean ended = victims.run(
                        () -> ChildJvm.lasting(
                                        DownloadProcess.class, errors, server.endpoint(), size, digest.hex(), target)
                                .start(),
                        () -> Files.exists(target));
                assertThat(FileDigest.of(target)).isEqualTo(digest);
                if (ended) {
                    assertThat(folder.toFile().list()).containsExactly("large.bin");
                }
                removeWithAllBeside(target);
            }
            System.out.println("downloads: " + victims);
        }
    }

    /** A process that was killed when the file had its name may have left the journal. */
    private static void removeWithAllBeside(Path target) throws IOException {
        try (Stream<Path> files = Files.list(target.getParent())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(target.getParent());
    }
}
