package io.mlplatform.testkit.format;

import java.io.ByteArrayInputStream;
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
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The opened folder as a set of keys: paths of files relative to it, separated by {@code /}; or such keys in memory. */
final class StoredFolder {
    /** How the object of a key is read. */
    private interface Opener {
        InputStream open(String key) throws IOException;
    }

    private final Opener opener;
    private final NavigableSet<String> keys = new TreeSet<>(Forms.UTF8_ORDER);

    StoredFolder(Map<String, byte[]> objects) {
        this.opener = key -> new ByteArrayInputStream(objects.getOrDefault(key, new byte[0]));
        keys.addAll(objects.keySet());
    }

    StoredFolder(Path root) {
        this.opener = key -> Files.newInputStream(root.resolve(key));
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
        try (InputStream in = opener.open(key)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<byte[]> find(String key) {
        return has(key) ? Optional.of(bytes(key)) : Optional.empty();
    }

    boolean isEmpty(String key) {
        try (InputStream in = opener.open(key)) {
            return in.read() < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the object has that size and SHA-256. */
    boolean is(String key, long size, String sha256) {
        try (DigestInputStream hashed = new DigestInputStream(opener.open(key), sha256())) {
            long length = hashed.transferTo(OutputStream.nullOutputStream());
            String actual = HexFormat.of().formatHex(hashed.getMessageDigest().digest());
            return length == size && actual.equals(sha256);
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
