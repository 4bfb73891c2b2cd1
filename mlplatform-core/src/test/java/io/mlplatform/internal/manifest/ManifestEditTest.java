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
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManifestEditTest {

    private static final String ADDRESS = "mlp://datasets/growth/churn";
    private static final List<String> BY_DAY = List.of("dt");

    private final Manifest base = manifest("dt=1/a", "dt=1/b", "dt=2/a");

    @Test
    void anAppendAddsAndKeepsWhatIsThere() {
        assertThat(paths(applied(append("dt=3/a")))).containsExactly("dt=1/a", "dt=1/b", "dt=2/a", "dt=3/a");
    }

    @Test
    void anAppendOfTheSameFileKeepsTheOldCopy() {
        Manifest after = applied(append("dt=1/a"));

        assertThat(after.find("dt=1/a").orElseThrow().txn()).isEqualTo(TXN);
    }

    @Test
    void anAppendReplacesNothing() {
        ManifestEdit edit = edit(ManifestEdit.Mode.APPEND, entry("dt=1/a", "other", LATER_TXN));

        assertThatThrownBy(() -> applied(edit))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining(ADDRESS)
                .hasMessageContaining("'dt=1/a'")
                .hasMessageContaining("publish with replace()");
    }

    @Test
    void aReplaceIsTheWholeAndKeepsEqualFilesWhereTheyLie() {
        Manifest after = applied(edit(ManifestEdit.Mode.REPLACE, later("dt=1/a"), later("dt=9/x")));

        assertThat(paths(after)).containsExactly("dt=1/a", "dt=9/x");
        assertThat(after.find("dt=1/a").orElseThrow().txn()).isEqualTo(TXN);
    }

    @Test
    void overwrittenPartitionsHoldJustTheNewFiles() {
        Manifest after = applied(edit(ManifestEdit.Mode.OVERWRITE_PARTITIONS, later("dt=1/c")));

        assertThat(paths(after)).containsExactly("dt=1/c", "dt=2/a");
    }

    @Test
    void deletedPathsGoAndMustHaveBeenThere() {
        assertThat(paths(applied(delete("dt=1/a")))).containsExactly("dt=1/b", "dt=2/a");
        assertThatThrownBy(() -> applied(delete("dt=1/z")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(ADDRESS)
                .hasMessageContaining("'dt=1/z'")
                .hasMessageContaining("check the paths");
    }

    @Test
    void filesAreDeletedByWhatTheyHaveInCommonAndSomeMustBeThere() {
        assertThat(paths(applied(delete(EntryFilter.prefix("dt=1/"))))).containsExactly("dt=2/a");
        assertThat(paths(applied(delete(EntryFilter.partition("dt", Optional.of("2"))))))
                .containsExactly("dt=1/a", "dt=1/b");
        assertThat(paths(applied(delete(EntryFilter.where(path -> path.endsWith("/a"))))))
                .containsExactly("dt=1/b");
        assertThatThrownBy(() -> applied(delete(EntryFilter.prefix("dt=7/"))))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("check the filter");
    }

    @Test
    void aCompactionPutsFilesInTheirPlace() {
        ManifestEdit edit = ManifestEdit.of(
                ManifestEdit.Mode.COMPACT,
                BY_DAY,
                List.of(later("dt=1/c")),
                Optional.of(EntryFilter.paths(List.of("dt=1/a", "dt=1/b"))));

        assertThat(paths(applied(edit))).containsExactly("dt=1/c", "dt=2/a");
        assertThat(paths(rebased(edit, manifest("dt=1/a", "dt=1/b", "dt=2/z")))).containsExactly("dt=1/c", "dt=2/z");
        conflicts(edit, manifest("dt=1/a", "dt=2/a"), "'dt=1/b'");
    }

    @Test
    void entriesThatAreNotInMemoryComeInOrderAndOnce() {
        List<FileEntry> twice = List.of(later("dt=3/a"), later("dt=3/a"));
        List<FileEntry> backwards = List.of(later("dt=3/b"), later("dt=3/a"));

        assertThatThrownBy(() -> applied(streamed(twice))).hasMessageContaining("stands twice");
        assertThatThrownBy(() -> applied(streamed(backwards))).hasMessageContaining("in the order of their paths");
    }

    @Test
    void entriesAreSoundOrNotWhateverIsThereBefore() {
        streamed(List.of(later("dt=1/a"), later("dt=3/b"))).requireSound();

        assertThatThrownBy(streamed(List.of(later("dt=3/b"), later("dt=3/a")))::requireSound)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in the order of their paths");
        assertThatThrownBy(streamed(List.of(later("dt=3/b"), later("dt=3/b")))::requireSound)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stands twice");
        assertThatThrownBy(streamed(List.of(later("dt=3/b"), later("x=3/b")))::requireSound)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x=3/b");
    }

    @Test
    void pathsThatCollideWithTheVersionBeforeAreRefused() {
        assertThatThrownBy(() -> applied(append("dt=1/A")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dt=1/A");
    }

    @Test
    void changesOutsideTheScopeAreBuiltUpon() {
        Manifest latest = manifest("dt=1/a", "dt=1/b", "dt=2/z");

        assertThat(paths(rebased(append("dt=3/a"), latest))).containsExactly("dt=1/a", "dt=1/b", "dt=2/z", "dt=3/a");
        assertThat(paths(rebased(edit(ManifestEdit.Mode.OVERWRITE_PARTITIONS, later("dt=1/c")), latest)))
                .containsExactly("dt=1/c", "dt=2/z");
        assertThat(paths(rebased(delete("dt=1/a"), latest))).containsExactly("dt=1/b", "dt=2/z");
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
    void aConflictShowsThreePathsAndCountsTheOthers() {
        Manifest latest = manifest("dt=1/c", "dt=1/d", "dt=2/a", "dt=2/b");

        conflicts(
                edit(ManifestEdit.Mode.REPLACE, later("dt=9/x")),
                latest,
                "changed 'dt=1/a', 'dt=1/b', 'dt=1/c' and 2 more since");
    }

    @Test
    void anotherWhoAppendedTheSameFileIsNoConflict() {
        Manifest latest = manifest("dt=1/a", "dt=1/b", "dt=2/a", "dt=3/a");

        assertThat(rebased(append("dt=3/a"), latest).digest()).isEqualTo(latest.digest());
    }

    @Test
    void versionsThatDoNotBuildOnEachOtherSucceedAnyOther() {
        ManifestEdit edit = edit(ManifestEdit.Mode.SUCCEED, later("dt=9/x"));

        assertThat(paths(rebased(edit, manifest("dt=5/y")))).containsExactly("dt=9/x");
        assertThat(ManifestEdit.Mode.SUCCEED.word()).isEqualTo("replace");
    }

    private void conflicts(ManifestEdit edit, Manifest latest, String paths) {
        assertThatThrownBy(() -> rebased(edit, latest))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(ADDRESS)
                .hasMessageContaining(paths)
                .hasMessageContaining("publish again");
    }

    private Manifest applied(ManifestEdit edit) {
        return Merged.of(edit, base, ADDRESS);
    }

    private Manifest rebased(ManifestEdit edit, Manifest latest) {
        edit.requireCommutes(base, latest, ADDRESS);
        return Merged.of(edit, latest, ADDRESS);
    }

    private static ManifestEdit append(String path) {
        return edit(ManifestEdit.Mode.APPEND, later(path));
    }

    private static ManifestEdit edit(ManifestEdit.Mode mode, FileEntry... added) {
        return ManifestEdit.of(mode, BY_DAY, List.of(added), Optional.empty());
    }

    private static ManifestEdit delete(String path) {
        return ManifestEdit.of(
                ManifestEdit.Mode.DELETE, BY_DAY, List.of(), Optional.of(EntryFilter.paths(List.of(path))));
    }

    private static ManifestEdit delete(EntryFilter files) {
        return ManifestEdit.of(ManifestEdit.Mode.DELETE, BY_DAY, List.of(), Optional.of(files));
    }

    private static ManifestEdit streamed(List<FileEntry> added) {
        return new ManifestEdit(ManifestEdit.Mode.APPEND, BY_DAY, added::iterator, Optional.empty());
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
