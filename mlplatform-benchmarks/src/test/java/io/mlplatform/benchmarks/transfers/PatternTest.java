package io.mlplatform.benchmarks.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mlplatform.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatternTest {

    private static final int PART = 8 << 20;

    @TempDir
    Path folder;

    @Test
    void itBeginsAsTheNullServerBegins() throws IOException {
        Pattern.of(8).write(folder.resolve("first"));

        // One step of xorshift64 from the seed in nulls3.c, little-endian.
        assertThat(Files.readAllBytes(folder.resolve("first")))
                .isEqualTo(new byte[] {-80, 21, -34, -5, 117, 9, 105, 121});
    }

    @Test
    void theDigestIsThatOfTheFile() throws IOException {
        for (int size : new int[] {1, 7, 16 << 10, PART + 8192, 2 * PART + 20_000}) {
            Path file = folder.resolve("of-" + size);
            Pattern.of(size).write(file);

            byte[] bytes = Files.readAllBytes(file);
            assertThat(bytes).hasSize(size);
            assertThat(Pattern.of(size).digest()).isEqualTo(Digest.of(bytes));
        }
    }

    @Test
    void aPartInAnothersPlaceIsNoticed() throws IOException {
        Workload workload = new Workload(Direction.DOWN, 1, 2 * PART);
        TransferFolder files = new TransferFolder(folder);
        files.fill(workload);
        Digest digest = Pattern.of(workload.size()).digest();
        files.verify(workload, digest);
        Path file = folder.resolve(workload.names().get(0));
        byte[] bytes = Files.readAllBytes(file);
        byte[] swapped = Arrays.copyOfRange(bytes, PART, 3 * PART);
        System.arraycopy(bytes, 0, swapped, PART, PART);
        Files.write(file, swapped);

        assertThatIllegalStateException().isThrownBy(() -> files.verify(workload, digest));
    }
}
