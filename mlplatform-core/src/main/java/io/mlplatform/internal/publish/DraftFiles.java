package io.mlplatform.internal.publish;

import io.mlplatform.internal.FileNames;
import io.mlplatform.internal.manifest.LogicalPath;
import io.mlplatform.store.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files that a draft has collected. */
public final class DraftFiles {

    private final List<SourceFile> files = new ArrayList<>();

    public List<SourceFile> all() {
        return List.copyOf(files);
    }

    public void add(String path, Content content) {
        files.add(SourceFile.of(LogicalPath.require(path), content));
    }

    /** Adds a file of another version, with what is known of it. */
    public void add(SourceFile file) {
        LogicalPath.require(file.path());
        files.add(file);
    }

    public void add(Path file, String path) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(file.toString(), null, "no regular file");
            }
            add(path, Content.of(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Adds the regular files below {@code folder} whose relative path matches {@code glob}, in path order. */
    public void addAll(Path folder, String glob) {
        List<Path> found;
        try (Stream<Path> walk = Files.walk(folder)) {
            found = walk.filter(Files::isRegularFile)
                    .filter(file -> PathGlob.matches(glob, folder.relativize(file)))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw unreadable(folder, Objects.requireNonNull(e.getCause(), "it wraps the cause"));
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no file below '" + folder + "' matches '" + glob
                    + "': check the folder, or use '**' for all files");
        }
        for (Path file : found) {
            requireInside(folder, file);
            add(file, path(folder.relativize(file)));
        }
    }

    private static String path(Path relative) {
        if (!FileNames.isReadable(relative)) {
            throw new IllegalArgumentException("the name of '" + relative
                    + "' cannot be read in this locale, and would be published as another: " + FileNames.REMEDY);
        }
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }

    // A folder from elsewhere may hold links to this machine's secrets.
    private static void requireInside(Path folder, Path file) {
        try {
            if (Files.isSymbolicLink(file) && !file.toRealPath().startsWith(folder.toRealPath())) {
                throw new IllegalArgumentException("'" + file + "' is a symbolic link that leads out of '" + folder
                        + "', and would publish what lies there: add that file by itself if it is meant");
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static UncheckedIOException unreadable(Path path, IOException failure) {
        return new UncheckedIOException(
                "'" + path + "' cannot be added, it or a part of it is missing or not readable (" + failure.getMessage()
                        + "): check the path and its rights",
                failure);
    }
}
