package io.mlplatform.store;

import io.mlplatform.internal.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where the keys of a local store lie: always below its root, never through a symbolic link. */
record LocalPaths(Path root) {

    /** The folder of work files and locks; no key. */
    static final String WORK = ".tmp";

    /** The location of the store. */
    String location() {
        String uri = root.toUri().toString();
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }

    String resource(ObjectKey key) {
        return location() + "/" + key;
    }

    Path work() {
        return root.resolve(WORK);
    }

    /** The folder of work files and locks, made if it is missing; refused where a link would lead them elsewhere. */
    Path madeWork() throws IOException {
        Path work = work();
        if (Files.isSymbolicLink(work)) {
            throw LocalFailures.symbolicLink(location(), work.toString());
        }
        return Files.createDirectories(work);
    }

    /** The file of {@code key}; a key that this disk cannot name is an {@code IllegalArgumentException}. */
    Path file(ObjectKey key) {
        String value = key.value();
        if (value.equals(WORK) || value.startsWith(WORK + "/")) {
            throw new IllegalArgumentException(WORK + " holds the store's work files: choose another key than " + key);
        }
        Path file = resolve(value);
        long segments = value.chars().filter(c -> c == '/').count() + 1;
        if (!file.startsWith(root) || file.getNameCount() - root.getNameCount() != segments) {
            throw new IllegalArgumentException("this disk reads the key as another path: " + key);
        }
        return file;
    }

    /**
     * The folder that holds the keys beginning with {@code prefix}, which is empty or ends in a slash; empty if no key
     * can begin so, or only through a symbolic link.
     */
    Optional<Path> folder(String prefix) throws IOException {
        if (prefix.isEmpty()) {
            return Optional.of(root);
        }
        Path folder = root;
        try {
            Path own = file(ObjectKey.of(prefix.substring(0, prefix.length() - 1)));
            for (Path name : root.relativize(own)) {
                folder = folder.resolve(name);
                if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    return Optional.empty();
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(folder);
    }

    /** Refuses a name among others that this JVM takes for another one: what it names is then not what it finds. */
    void requireReadable(String name) {
        if (!FileNames.isReadable(root.getFileSystem(), name)) {
            throw LocalFailures.unreadableName(location(), name);
        }
    }

    /** The folder that {@code path} lies in; the root lies in itself. */
    Path above(Path path) {
        return path.equals(root) ? root : Objects.requireNonNullElse(path.getParent(), root);
    }

    private Path resolve(String value) {
        if (!FileNames.isReadable(root.getFileSystem(), value)) {
            throw new IllegalArgumentException(
                    "this disk cannot name the key in this locale, " + FileNames.REMEDY + ": " + value);
        }
        try {
            return root.resolve(value);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "this disk cannot name the key (" + e.getReason() + "), choose another: " + value, e);
        }
    }

    /** The object of {@code key} in {@code file}; empty where there is none, or a folder. */
    Optional<ObjectInfo> info(ObjectKey key, Path file) throws IOException {
        for (Path folder = above(file); !folder.equals(root); folder = above(folder)) {
            if (Files.isSymbolicLink(folder)) {
                throw LocalFailures.symbolicLink(resource(key), folder.toString());
            }
        }
        Optional<BasicFileAttributes> attributes = attributes(file);
        if (attributes.isPresent() && attributes.get().isSymbolicLink()) {
            throw LocalFailures.symbolicLink(resource(key), file.toString());
        }
        return attributes.filter(BasicFileAttributes::isRegularFile).map(found -> info(key, found));
    }

    /** What lies at {@code path} itself, links not followed; empty if nothing. */
    static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS) || isBelowFile(path)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    // The system answers "not a directory" for a path below a file: nothing is there.
    private static boolean isBelowFile(Path path) {
        for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                return !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
            }
        }
        return false;
    }

    /** Objects are replaced, never changed, so time, size and file number tell one from its successor. */
    static ObjectInfo info(ObjectKey key, BasicFileAttributes attributes) {
        String etag = Long.toHexString(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)) + "-"
                + Long.toHexString(attributes.size()) + "-" + fileNumber(attributes);
        return new ObjectInfo(
                key, attributes.size(), etag, attributes.lastModifiedTime().toInstant());
    }

    /** Tells a file or folder from another that had its name before. */
    static String fileNumber(BasicFileAttributes attributes) {
        String number = String.valueOf(attributes.fileKey());
        return number.replaceAll("^.*ino=|\\)$", "");
    }
}
