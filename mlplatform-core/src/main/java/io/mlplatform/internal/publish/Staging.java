package io.mlplatform.internal.publish;

import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.store.StoredContent;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The files of a publish with their digests. Where they are few bytes, they are hashed before they are staged: the manifest
 * is then known beforehand, and goes up together with them. Where they are many, they are read once, and hashed while they go
 * up, unless the version before has a file of that path and size, which may be equal and is then not sent again.
 */
final class Staging {

    /** To read more bytes than these twice costs more than the round trips of a manifest that follows the files: 8 MiB. */
    static final long MANY_BYTES = 8 << 20;

    private static final int BUFFER_BYTES = 1 << 18;
    private static final Digest UNKNOWN = Digest.of("");

    private final Context context;
    private final String address;
    private final String txn;
    private final List<FileEntry> hashed = new ArrayList<>();
    private final Map<String, SourceFile> unhashed = new LinkedHashMap<>();

    private Staging(Context context, String address, String txn) {
        this.context = context;
        this.address = address;
        this.txn = txn;
    }

    /** Of these files, as they are staged under {@code txn}: hashed where that pays. */
    static Staging of(Context context, String address, List<SourceFile> files, String txn) {
        Staging staging = new Staging(context, address, txn);
        long bytes = files.stream()
                .filter(Staging::mayBeHashedOnItsWay)
                .mapToLong(file -> file.content().length())
                .sum();
        List<SourceFile> now = new ArrayList<>();
        for (SourceFile file : files) {
            boolean later = bytes > MANY_BYTES
                    && mayBeHashedOnItsWay(file)
                    && staging.unhashed.putIfAbsent(file.path(), file) == null;
            if (!later) {
                now.add(file);
            }
        }
        staging.hash(now);
        return staging;
    }

    // What another store holds would be read here for its digest, and then copied there.
    private static boolean mayBeHashedOnItsWay(SourceFile file) {
        return file.sha256().isEmpty() && file.inPlace().isEmpty() && !(file.content() instanceof StoredContent);
    }

    /** Those that have no digest yet. */
    List<SourceFile> unhashed() {
        return List.copyOf(unhashed.values());
    }

    /** Hashes what has the path and the size of one of these. */
    void hashWhatMayEqual(List<FileEntry> before) {
        List<SourceFile> alike = new ArrayList<>();
        for (FileEntry entry : before) {
            SourceFile file = unhashed.get(entry.path());
            if (file != null && file.content().length() == entry.size()) {
                alike.add(file);
                unhashed.remove(entry.path());
            }
        }
        hash(alike);
    }

    /** What the upload of a file told. */
    synchronized void hashed(SourceFile file, Digest sha256) {
        unhashed.remove(file.path());
        hashed.add(entry(file, sha256));
    }

    /** The entries that the files become; those without a digest have that of no bytes until they are stored. */
    List<FileEntry> entries() {
        List<FileEntry> entries = new ArrayList<>(hashed);
        unhashed.values().forEach(file -> entries.add(entry(file, UNKNOWN)));
        return entries;
    }

    private void hash(List<SourceFile> files) {
        hashed.addAll(Parallel.call(
                context.executor(),
                address,
                files.stream()
                        .<Callable<FileEntry>>map(file -> () -> entry(file))
                        .toList()));
    }

    private FileEntry entry(SourceFile file) {
        if (file.inPlace().isPresent()) {
            return new FileEntry(
                    file.path(), file.content().length(), file.inPlace().get(), txn, file.rows(), Optional.empty());
        }
        return entry(file, file.sha256().orElseGet(() -> digest(file)));
    }

    private FileEntry entry(SourceFile file, Digest sha256) {
        return new FileEntry(file.path(), file.content().length(), sha256, txn, file.rows(), Optional.empty());
    }

    private Digest digest(SourceFile file) {
        MessageDigest hash = Digest.sha256();
        byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, file.content().length() + 1)];
        try (InputStream in = file.content().open()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                hash.update(buffer, 0, count);
            }
        } catch (IOException e) {
            throw new StorageUnavailableException(
                    address,
                    "'" + file.path() + "' could not be read (" + e.getMessage()
                            + "): check the file, then publish again",
                    e);
        }
        return Digest.finish(hash);
    }
}
