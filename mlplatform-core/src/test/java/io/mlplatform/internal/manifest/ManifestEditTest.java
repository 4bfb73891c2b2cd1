package io.mlplatform.internal.manifest;

import static io.mlplatform.internal.manifest.Entries.LATER_TXN;
import static io.mlplatform.internal.manifest.Entries.TXN;
import static io.mlplatform.internal.manifest.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.ConflictException;
import io.mlplatform.NotFoundException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManifestEditTest {

    private static final String ADDRESS = "mlp://datasets/growth/churn";
    private static final List<String> BY_DAY = List.of("dt");

    private final Manifest base = manifest("dt=1/a", "dt=1/b", "dt=2/a");

    @Test
    void anAppendAddsAndKeepsWhatIsThere() {
        assertThat(paths(append("dt=3/a").applyTo(base, ADDRESS)))
                .containsExactly("dt=1/a", "dt=1/b", "dt=2/a", "dt=3/a");
    }

    @Test
    void anAppendOfTheSameFileKeepsTheOldCopy() {
        Manifest after = append("dt=1/a").applyTo(base, ADDRESS);

        assertThat(after.find("dt=1/a").orElseThrow().txn()).isEqualTo(TXN);
    }

    @Test
    void anAppendReplacesNothing() {
        ManifestEdit edit = edit(ManifestEdit.Mode.APPEND, entry("dt=1/a", "other", LATER_TXN));

        assertThatThrownBy(() -> edit.applyTo(base, ADDRESS))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining(ADDRESS)
                .hasMessageContaining("'dt=1/a'")
                .hasMessageContaining("publish with replace()");
    }

    @Test
    void aReplaceIsTheWholeAndKeepsEqualFilesWhereTheyLie() {
        Manifest after = edit(ManifestEdit.Mode.REPLACE, later("dt=1/a"), later("dt=9/x"))
                .applyTo(base, ADDRESS);

        assertThat(paths(after)).containsExactly("dt=1/a", "dt=9/x");
        assertThat(after.find("dt=1/a").orElseThrow().txn()).isEqualTo(TXN);
    }

    @Test
    void overwrittenPartitionsHoldJustTheNewFiles() {
        Manifest after =
                edit(ManifestEdit.Mode.OVERWRITE_PARTITIONS, later("dt=1/c")).applyTo(base, ADDRESS);

        assertThat(paths(after)).containsExactly("dt=1/c", "dt=2/a");
    }

    @Test
    void deletedPathsGoAndMustHaveBeenThere() {
        assertThat(paths(delete("dt=1/a").applyTo(base, ADDRESS))).containsExactly("dt=1/b", "dt=2/a");
        assertThatThrownBy(() -> delete("dt=1/z").applyTo(base, ADDRESS))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(ADDRESS)
                .hasMessageContaining("'dt=1/z'")
                .hasMessageContaining("check the paths");
    }

    @Test
    void pathsThatCollideWithTheVersionBeforeAreRefused() {
        assertThatThrownBy(() -> append("dt=1/A").applyTo(base, ADDRESS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dt=1/A");
    }

    @Test
    void changesOutsideTheScopeAreBuiltUpon() {
        Manifest latest = manifest("dt=1/a", "dt=1/b", "dt=2/z");

        assertThat(paths(append("dt=3/a").rebase(base, latest, ADDRESS)))
                .containsExactly("dt=1/a", "dt=1/b", "dt=2/z", "dt=3/a");
        assertThat(paths(edit(ManifestEdit.Mode.OVERWRITE_PARTITIONS, later("dt=1/c"))
                        .rebase(base, latest, ADDRESS)))
                .containsExactly("dt=1/c", "dt=2/z");
        assertThat(paths(delete("dt=1/a").rebase(base, latest, ADDRESS))).containsExactly("dt=1/b", "dt=2/z");
    }

    @Test
    void changesInsideTheScopeAreConflicts() {
        Manifest latest = manifest("dt=1/b", "dt=1/new", "dt=2/a");

        conflicts(edit(ManifestEdit.Mode.REPLACE, later("dt=9/x")), latest, "'dt=1/a'");
        conflicts(edit(ManifestEdit.Mode.OVERWRITE_PARTITIONS, later("dt=1/c")), latest, "'dt=1/a', 'dt=1/new'");
        conflicts(delete("dt=1/a"), latest, "'dt=1/a'");
        conflicts(edit(ManifestEdit.Mode.APPEND, entry("dt=1/new", "other", LATER_TXN)), latest, "'dt=1/new'");
    }

    @Test
    void anotherWhoAppendedTheSameFileIsNoConflict() {
        Manifest latest = manifest("dt=1/a", "dt=1/b", "dt=2/a", "dt=3/a");

        assertThat(append("dt=3/a").rebase(base, latest, ADDRESS).digest()).isEqualTo(latest.digest());
    }

    @Test
    void versionsThatDoNotBuildOnEachOtherSucceedAnyOther() {
        ManifestEdit edit = edit(ManifestEdit.Mode.SUCCEED, later("dt=9/x"));

        assertThat(paths(edit.rebase(base, manifest("dt=5/y"), ADDRESS))).containsExactly("dt=9/x");
        assertThat(ManifestEdit.Mode.SUCCEED.word()).isEqualTo("replace");
    }

    private void conflicts(ManifestEdit edit, Manifest latest, String paths) {
        assertThatThrownBy(() -> edit.rebase(base, latest, ADDRESS))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(ADDRESS)
                .hasMessageContaining(paths)
                .hasMessageContaining("publish again");
    }

    private static ManifestEdit append(String path) {
        return edit(ManifestEdit.Mode.APPEND, later(path));
    }

    private static ManifestEdit edit(ManifestEdit.Mode mode, FileEntry... added) {
        return new ManifestEdit(mode, BY_DAY, List.of(added), Set.of());
    }

    private static ManifestEdit delete(String path) {
        return new ManifestEdit(ManifestEdit.Mode.DELETE, BY_DAY, List.of(), Set.of(path));
    }

    private static FileEntry later(String path) {
        return entry(path, "content of " + path, LATER_TXN);
    }

    private static Manifest manifest(String... paths) {
        return Manifest.of(BY_DAY, Stream.of(paths).map(Entries::entry).toList());
    }

    private static List<String> paths(Manifest manifest) {
        return manifest.entries().stream().map(FileEntry::path).toList();
    }
}
