package io.mlplatform.internal;

import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Opens files without following a symbolic link that took their name. */
public final class NoLinks {

    private NoLinks() {}

    /** The options for opening {@code file}; file systems within files, such as ZIP's, have no links and no such option. */
    public static Set<OpenOption> options(Path file, OpenOption... options) {
        Set<OpenOption> all = new HashSet<>(Set.of(options));
        if (file.getFileSystem().equals(FileSystems.getDefault())) {
            all.add(LinkOption.NOFOLLOW_LINKS);
        }
        return all;
    }
}
