package io.mlplatform.internal.manifest;

import static io.mlplatform.internal.manifest.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestTest {

    @Test
    void entriesAreInTheOrderOfUtf8Bytes() {
        Manifest manifest = Entries.manifest("😀", "ﬀ", "a/b", "a-b", "a");

        assertThat(manifest.entries()).extracting(FileEntry::path).containsExactly("a", "a-b", "a/b", "ﬀ", "😀");
        assertThat(manifest.find("ﬀ")).isPresent();
        assertThat(manifest.find("b")).isEmpty();
    }

    @Test
    void totalsAreSums() {
        Manifest manifest =
                Manifest.of(List.of(), List.of(entry("a", "12345", Entries.TXN), entry("b", "", Entries.TXN)));

        assertThat(manifest.files()).isEqualTo(2);
        assertThat(manifest.bytes()).isEqualTo(5);
        assertThat(manifest).hasToString("2 files, 5 bytes, digest " + manifest.digest());
    }

    @Test
    void aPathStandsOnce() {
        assertThatThrownBy(() -> Manifest.of(List.of(), List.of(entry("a"), entry("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a' stands twice")
                .hasMessageContaining("its own path");
    }

    @Test
    void everyPathHasThePartitions() {
        assertThatThrownBy(() -> Manifest.of(List.of("dt"), List.of(entry("dt=1/a"), entry("b"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'b'");
    }
}
