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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The files of a publish with their digests. Small ones are hashed before they are staged: the manifest is then known
 * beforehand, goes up together with them, and equal files of the version before are not sent again. Large ones are hashed
 * while they go up, unless the version before has a file of that path and size, which may be equal.
 */
final class Staging {

    /** Files above this many bytes are worth more than the round trips that a manifest behind them costs: 8 MiB. */
    static final long LARGE_BYTES = 8 << 20;

    private static final int BUFFER_BYTES = 1 << 18;
    // Of no file that is large.
    private static final Digest UNKNOWN = Digest.of("");

    private final Context context;
    private final String address;
    private final String txn;
    private final List<FileEntry> hashed = new ArrayList<>();
    private final List<SourceFile> unhashed = new ArrayList<>();

    private Staging(Context context, String address, String txn) {
        this.context = context;
        this.address = address;
        this.txn = txn;
    }

    /** Of these files, the small ones hashed, as they are staged under {@code txn}. */
    static Staging of(Context context, String address, List<SourceFile> files, String txn) {
        Staging staging = new Staging(context, address, txn);
        List<SourceFile> small = new ArrayList<>();
        files.forEach(file -> (isHashedOnItsWay(file) ? staging.unhashed : small).add(file));
        staging.hash(small);
        return staging;
    }

    // What another store holds would be read here for its digest, and then copied there.
    private static boolean isHashedOnItsWay(SourceFile file) {
        return file.content().length() > LARGE_BYTES
                && file.sha256().isEmpty()
                && file.inPlace().isEmpty()
                && !(file.content() instanceof StoredContent);
    }

    /** Those that have no digest yet. */
    List<SourceFile> unhashed() {
        return List.copyOf(unhashed);
    }

    /** Hashes what has the path and the size of one of these. */
    void hashWhatMayEqual(List<FileEntry> before) {
        List<SourceFile> alike = unhashed.stream()
                .filter(file -> before.stream()
                        .anyMatch(entry -> entry.path().equals(file.path())
                                && entry.size() == file.content().length()))
                .toList();
        unhashed.removeAll(alike);
        hash(alike);
    }

    /** What the upload of a file told. */
    synchronized void hashed(SourceFile file, Digest sha256) {
        unhashed.remove(file);
        hashed.add(entry(file, sha256));
    }

    /** The entries that the files become; those without a digest have one that no such file has. */
    List<FileEntry> entries() {
        List<FileEntry> entries = new ArrayList<>(hashed);
        unhashed.forEach(file -> entries.add(entry(file, UNKNOWN)));
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
