package io.mlplatform.testkit.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The opened folder as a set of keys: paths of files relative to it, separated by {@code /}. */
final class StoredFolder {
    private final Path root;
    private final NavigableSet<String> keys = new TreeSet<>(Forms.UTF8_ORDER);

    StoredFolder(Path root) {
        this.root = root;
        try (Stream<Path> paths = Files.walk(root)) {
            paths.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> root.relativize(path)
                            .toString()
                            .replace(path.getFileSystem().getSeparator(), "/"))
                    .forEach(keys::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    NavigableSet<String> keys() {
        return keys;
    }

    boolean has(String key) {
        return keys.contains(key);
    }

    /** The keys that begin with {@code prefix}, in listing order. */
    List<String> list(String prefix) {
        return keys.tailSet(prefix, true).stream()
                .takeWhile(key -> key.startsWith(prefix))
                .toList();
    }

    byte[] bytes(String key) {
        try {
            return Files.readAllBytes(root.resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<byte[]> find(String key) {
        return has(key) ? Optional.of(bytes(key)) : Optional.empty();
    }

    long size(String key) {
        try {
            return Files.size(root.resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String sha256(String key) {
        try (InputStream in = Files.newInputStream(root.resolve(key));
                DigestInputStream hashed = new DigestInputStream(in, sha256())) {
            hashed.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(hashed.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
