package io.mlplatform.internal.publish;

import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.manifest.FileEntry;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Hashes files before they are staged: the manifest is then known beforehand, goes up together with the files, and equal
 * files of the version before are not sent again.
 */
final class Staging {

    private static final int BUFFER_BYTES = 1 << 18;

    private Staging() {}

    /** The entries that these files become under {@code txn}, in the same order. */
    static List<FileEntry> entries(Context context, String address, List<SourceFile> files, String txn) {
        return Parallel.call(
                context.executor(),
                address,
                files.stream()
                        .<Callable<FileEntry>>map(file -> () -> entry(file, address, txn))
                        .toList());
    }

    private static FileEntry entry(SourceFile file, String address, String txn) {
        if (file.inPlace().isPresent()) {
            return new FileEntry(
                    file.path(), file.content().length(), file.inPlace().get(), txn, file.rows(), Optional.empty());
        }
        Digest sha256 = file.sha256().orElseGet(() -> digest(file, address));
        return new FileEntry(file.path(), file.content().length(), sha256, txn, file.rows(), Optional.empty());
    }

    private static Digest digest(SourceFile file, String address) {
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
