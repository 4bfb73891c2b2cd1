package io.mlplatform.internal.publish;

import java.nio.file.FileSystem;
import java.nio.file.Path;

/** Globs over relative paths, as other tools read them. */
public final class PathGlob {

    private PathGlob() {}

    // Java's own globs do not let "**/" stand for no folder at all, as every other tool does.
    public static boolean matches(String glob, Path relative) {
        FileSystem fileSystem = relative.getFileSystem();
        return fileSystem.getPathMatcher("glob:" + glob).matches(relative)
                || glob.startsWith("**/")
                        && fileSystem
                                .getPathMatcher("glob:" + glob.substring(3))
                                .matches(relative);
    }
}
