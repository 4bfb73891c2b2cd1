package io.mlplatform.internal;

import io.mlplatform.AlreadyExistsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Refuses folders that lead through a symbolic link: it could lead out of the one that was asked for. Thread-safe. */
public final class RealFolders {

    // Listings name the files of a folder one after the other.
    private volatile @Nullable Path last;

    /** As {@link #require}, but not again where the file before lay in the same folder. */
    public void requireOnce(Path file) throws IOException {
        Path folder = above(file);
        if (!folder.equals(last)) {
            require(file);
            last = folder;
        }
    }

    /** @throws AlreadyExistsException a link stands in the way to this file */
    public static void require(Path file) throws IOException {
        Path folder = above(file);
        Path real = folder.toRealPath();
        if (!real.equals(folder.normalize())) {
            throw new AlreadyExistsException(
                    folder.toString(),
                    "leads through a symbolic link to '" + real + "', out of the folder that was asked for: remove the"
                            + " link, or give the folder's real path");
        }
    }

    private static Path above(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
    }
}
