package io.mlplatform.store;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.PartialFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * A store's bulk calls by its single ones, largest objects first, as many at a time as the executor has threads, and
 * one in the calling thread: for backends that have no faster lane. The executor is borrowed; see
 * {@link io.mlplatform.MlPlatformBuilder#executor} for which may be shared.
 */
public final class BulkTransfer {

    private static final int BUFFER_BYTES = 1 << 16;

    private final ObjectStore store;
    private final ExecutorService executor;

    public BulkTransfer(ObjectStore store, ExecutorService executor) {
        this.store = store;
        this.executor = executor;
    }

    /** As {@link ObjectStore#upload}. */
    public void upload(List<Upload> uploads, TransferListener listener) {
        List<Upload> largestFirst = new ArrayList<>(uploads);
        largestFirst.sort(
                Comparator.comparingLong((Upload upload) -> upload.content().length())
                        .reversed());
        Parallel.run(
                executor,
                store.location(),
                largestFirst.stream()
                        .<Runnable>map(upload -> () -> uploadOne(upload, listener))
                        .toList());
    }

    /** As {@link ObjectStore#download}. */
    public void download(List<Download> downloads, TransferListener listener) {
        List<Download> largestFirst = new ArrayList<>(downloads);
        largestFirst.sort(Comparator.comparingLong(Download::size).reversed());
        Parallel.run(
                executor,
                store.location(),
                largestFirst.stream()
                        .<Runnable>map(download -> () -> downloadOne(download, listener))
                        .toList());
    }

    /** Which store it serves. */
    @Override
    public String toString() {
        return "bulk transfer of " + store.location();
    }

    private void uploadOne(Upload upload, TransferListener listener) {
        ObjectKey key = upload.key();
        Content verified = new VerifiedContent(upload.content(), upload.sha256(), resource(key));
        if (store.put(key, verified, PutCondition.ifAbsent()) instanceof PutOutcome.ConditionNotMet) {
            requireSame(upload);
        }
        listener.transferred(verified.length());
        listener.finished(key);
    }

    // A lost response, or an earlier attempt of the same publish, leaves our own bytes under the key.
    private void requireSame(Upload upload) {
        try (GetOutcome outcome = store.get(upload.key(), ByteRange.ALL, GetCondition.always())) {
            if (outcome instanceof GetOutcome.Found found
                    && found.info().size() == upload.content().length()
                    && digest(found.body()).equals(upload.sha256())) {
                return;
            }
        } catch (IOException e) {
            throw new StorageUnavailableException(resource(upload.key()), "the object could not be read back", e);
        }
        throw new AlreadyExistsException(
                resource(upload.key()),
                "an object with other bytes is there and was not replaced: publish again, under a new transaction");
    }

    private void downloadOne(Download download, TransferListener listener) {
        Path target = download.target();
        try (GetOutcome outcome = store.get(download.key(), ByteRange.ALL, GetCondition.always())) {
            if (!(outcome instanceof GetOutcome.Found found)) {
                throw new NotFoundException(
                        resource(download.key()), "the object is gone: verify the version that names it");
            }
            try (PartialFile partial = PartialFile.of(target)) {
                MessageDigest hash = Digest.sha256();
                long size = copy(found.body(), partial, download.size(), hash, listener);
                if (size != download.size()) {
                    throw new DataCorruptException(
                            resource(download.key()),
                            "it has " + (size > download.size() ? "more" : size) + " bytes where the manifest says "
                                    + download.size()
                                    + ": it was truncated or replaced; restore it, or publish a new version");
                }
                Digest actual = Digest.finish(hash);
                if (!actual.equals(download.sha256())) {
                    throw new DataCorruptException(
                            resource(download.key()),
                            "its SHA-256 is " + actual + " where the manifest says " + download.sha256()
                                    + ": it was changed in the store; restore it, or publish a new version");
                }
                partial.moveToTarget();
            }
            listener.finished(download.key());
        } catch (IOException e) {
            throw new StorageUnavailableException(
                    resource(download.key()), "could not be fetched to " + target + ": " + e.getMessage(), e);
        }
    }

    // What goes on behind the size is not written: a swapped object must not fill the disk.
    private static long copy(
            InputStream body, PartialFile partial, long expected, MessageDigest hash, TransferListener listener)
            throws IOException {
        long size = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (OutputStream out = partial.output()) {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                if (count > expected - size) {
                    return size + count;
                }
                out.write(buffer, 0, count);
                hash.update(buffer, 0, count);
                size += count;
                listener.transferred(count);
            }
        }
        return size;
    }

    private static Digest digest(InputStream body) throws IOException {
        MessageDigest hash = Digest.sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            hash.update(buffer, 0, count);
        }
        return Digest.finish(hash);
    }

    private String resource(ObjectKey key) {
        return store.location() + "/" + key;
    }
}
