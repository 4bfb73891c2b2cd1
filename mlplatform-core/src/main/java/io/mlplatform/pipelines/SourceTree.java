package io.mlplatform.pipelines;

import io.mlplatform.internal.FileNames;
import io.mlplatform.internal.publish.PathGlob;
import io.mlplatform.store.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files below a folder that belong into a source bundle, by path. */
final class SourceTree extends SimpleFileVisitor<Path> {

    private final Path folder;
    private final List<String> included;
    private final List<String> excluded;
    private final Map<String, Content> files = new HashMap<>();

    private SourceTree(Path folder, List<String> included, List<String> excluded) {
        this.folder = folder;
        this.included = included;
        this.excluded = excluded;
    }

    /** Those that match an included glob, and neither they nor a folder above them an excluded one; never {@code .git}. */
    static Map<String, Content> files(Path folder, List<String> included, List<String> excluded) {
        SourceTree tree = new SourceTree(folder, included, excluded);
        try {
            Files.walkFileTree(folder, tree);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "'" + folder + "' cannot be bundled, it or a part of it is missing or not readable ("
                            + e.getMessage() + "): check the path and its rights",
                    e);
        }
        if (tree.files.isEmpty()) {
            throw new IllegalArgumentException("no file below '" + folder + "' is included: check the folder, what is "
                    + "included (" + included + ") and what is excluded (" + excluded + ")");
        }
        return tree.files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        return isExcluded(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Path relative = folder.relativize(file);
        if (isExcluded(file) || included.stream().noneMatch(glob -> PathGlob.matches(glob, relative))) {
            return FileVisitResult.CONTINUE;
        }
        if (!attributes.isRegularFile()) {
            throw new IllegalArgumentException("'" + file
                    + "' is a symbolic link or no regular file, which a source bundle cannot hold: exclude it");
        }
        if (files.put(path(relative), Content.of(file)) != null) {
            throw new IllegalArgumentException(
                    "'" + file + "' has the same name as another file in Unicode form NFC: rename one");
        }
        return FileVisitResult.CONTINUE;
    }

    private boolean isExcluded(Path path) {
        if (path.equals(folder)) {
            return false;
        }
        return path.endsWith(".git")
                || excluded.stream().anyMatch(glob -> PathGlob.matches(glob, folder.relativize(path)));
    }

    // Disks of macOS may give names in NFD: the same tree makes the same bundle everywhere.
    private static String path(Path relative) {
        if (!FileNames.isReadable(relative)) {
            throw new IllegalArgumentException(
                    "the name of '" + relative + "' cannot be read in this locale: " + FileNames.REMEDY);
        }
        String path = Normalizer.normalize(
                relative.toString().replace(relative.getFileSystem().getSeparator(), "/"), Normalizer.Form.NFC);
        if (path.indexOf('\\') >= 0 || path.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the name of '" + path.replaceAll("\\p{Cc}", "?")
                    + "' has a backslash or a control character: rename the file, or exclude it");
        }
        return path;
    }
}
