package io.mlplatform.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFoldersTest {

    private static final ObjectKey KEY = ObjectKey.of("a/b/1");

    private final List<Path> synced = new ArrayList<>();

    @TempDir
    Path temporary;

    private Path root;
    private Path folder;
    private LocalPaths paths;
    private LocalFolders folders;

    @BeforeEach
    void open() throws IOException {
        root = temporary.toRealPath();
        folder = root.resolve("a/b");
        paths = new LocalPaths(root);
        folders = new LocalFolders(paths, synced::add);
    }

    private void prepare(LocalFolders process) throws IOException {
        process.prepare(KEY, paths.file(KEY));
    }

    /** The folders that one more change in the folder makes it sync. */
    private List<Path> synced() throws IOException {
        synced.clear();
        folders.sync(folder);
        return List.copyOf(synced);
    }

    @Test
    void theNamesOfNewFoldersAreSyncedOnce() throws IOException {
        prepare(folders);

        assertThat(synced()).containsExactly(folder, root.resolve("a"), root);
        assertThat(synced()).containsExactly(folder);
    }

    @Test
    void aFolderThatWasMadeAgainIsAnotherAlthoughItsNumberAndTimesAreTheSame() throws IOException {
        prepare(folders);
        FileTime time = Files.getLastModifiedTime(root);
        synced();
        folders.prune(folder);
        prepare(folders);
        Files.setLastModifiedTime(root, time);

        assertThat(synced()).containsExactly(folder, root.resolve("a"), root);
    }

    @Test
    void aFolderThatAnotherProcessMadeAgainIsAnother() throws IOException {
        prepare(folders);
        Files.setLastModifiedTime(root, FileTime.from(Instant.EPOCH));
        synced();
        LocalFolders other = new LocalFolders(paths, synced::add);
        other.prune(folder);
        prepare(other);

        assertThat(synced()).containsExactly(folder, root.resolve("a"), root);
    }

    @Test
    void aStoresOwnFolderIsDurableWithTheNewOnesAboveIt() throws IOException {
        LocalFolders.make(root.resolve("x/y/lake"), synced::add);

        assertThat(root.resolve("x/y/lake")).isDirectory();
        assertThat(synced).containsExactlyInAnyOrder(root.resolve("x/y"), root.resolve("x"), root);
        synced.clear();
        LocalFolders.make(root.resolve("x/y/lake"), synced::add);
        assertThat(synced).isEmpty();
    }
}
