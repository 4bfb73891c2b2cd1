package io.mlplatform.internal.manifest;

import static io.mlplatform.internal.manifest.Entries.LATER_TXN;
import static io.mlplatform.internal.manifest.Entries.entry;
import static io.mlplatform.internal.manifest.Entries.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ContentDigestTest {

    @Test
    void noFilesHaveTheDigestOfNothing() {
        assertThat(Manifest.empty(List.of()).digest().hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void whereBytesLieAndWhatIsToldOfThemDoesNotMatter() {
        FileEntry here = entry("a.csv", "x", Entries.TXN);
        FileEntry there = new FileEntry(
                "a.csv", 1, here.sha256(), LATER_TXN, OptionalLong.of(7), java.util.Optional.of("text/csv"));

        assertThat(Manifest.of(List.of(), List.of(there)).digest())
                .isEqualTo(Manifest.of(List.of(), List.of(here)).digest());
    }

    @Test
    void pathSizeAndBytesMatter() {
        Manifest one = Manifest.of(List.of(), List.of(entry("a", "x", Entries.TXN)));

        assertThat(Set.of(
                        one.digest(),
                        Manifest.of(List.of(), List.of(entry("b", "x", Entries.TXN)))
                                .digest(),
                        Manifest.of(List.of(), List.of(entry("a", "y", Entries.TXN)))
                                .digest(),
                        manifest("a", "b").digest(),
                        Manifest.empty(List.of()).digest()))
                .hasSize(5);
    }

    /** Seeded histories of adding, replacing and deleting, each against the same content made at once. */
    @Test
    void equalContentHasAnEqualDigestByAnyHistory() {
        Random random = new Random(8_192);
        for (int run = 0; run < 30; run++) {
            Manifest byHistory = Manifest.empty(List.of());
            TreeMap<String, FileEntry> expected = new TreeMap<>();
            for (int step = 0; step < 15; step++) {
                String path = random.nextInt(4) == 0 ? "part-1082.csv" : "f" + random.nextInt(8);
                boolean deletes = random.nextBoolean() && expected.containsKey(path);
                List<FileEntry> files = new ArrayList<>(byHistory.entries());
                files.removeIf(file -> file.path().equals(path));
                expected.remove(path);
                if (!deletes) {
                    FileEntry file = entry(path, "v" + random.nextInt(3), "txn" + step);
                    files.add(file);
                    expected.put(path, file);
                }
                Collections.shuffle(files, random);
                byHistory = Manifest.of(List.of(), files);
            }

            assertThat(byHistory.digest())
                    .isEqualTo(Manifest.of(List.of(), expected.values()).digest());
        }
    }
}
