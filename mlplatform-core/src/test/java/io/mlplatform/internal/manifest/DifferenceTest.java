package io.mlplatform.internal.manifest;

import static io.mlplatform.internal.manifest.Entries.LATER_TXN;
import static io.mlplatform.internal.manifest.Entries.TXN;
import static io.mlplatform.internal.manifest.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    @Test
    void pathsAreAddedRemovedOrChangedByTheirBytes() {
        Manifest before = Manifest.of(
                List.of(), List.of(entry("gone", "x", TXN), entry("same", "x", TXN), entry("changed", "x", TXN)));
        Manifest after = Manifest.of(
                List.of(),
                List.of(entry("new", "x", LATER_TXN), entry("same", "x", LATER_TXN), entry("changed", "y", LATER_TXN)));

        Difference difference = Difference.between(before, after);

        assertThat(difference.added()).extracting(FileEntry::path).containsExactly("new");
        assertThat(difference.removed()).extracting(FileEntry::path).containsExactly("gone");
        assertThat(difference.changed())
                .extracting(changed -> changed.before().path())
                .containsExactly("changed");
        assertThat(difference.paths()).containsExactly("changed", "gone", "new");
    }

    @Test
    void theOtherWayRoundAddedAndRemovedChangePlaces() {
        Manifest one = Entries.manifest("a", "b");
        Manifest other = Entries.manifest("b", "c");

        assertThat(Difference.between(one, other).added())
                .isEqualTo(Difference.between(other, one).removed());
        assertThat(Difference.between(one, one).paths()).isEmpty();
    }
}
