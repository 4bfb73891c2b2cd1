package io.mlplatform.s3;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.PartialFile;
import io.mlplatform.s3.internal.lane.BodySink;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fetches a large object in ranges, some at a time, each written to its place in a temporary file. Each range asks for
 * the tag that the first one found, so that ranges of two objects never mix; size and digest are checked on the whole
 * file, which then gets its name.
 */
final class RangedDownload {

    /** Objects above this many bytes are worth their ranges: 64 MiB. */
    static final long WORTHWHILE_BYTES = 64L << 20;

    private static final int BUFFER_BYTES = 1 << 16;

    private final S3Bucket bucket;
    private final ObjectReader reader;
    private final LaneAccess access;
    private final Executor executor;

    RangedDownload(S3Bucket bucket, ObjectReader reader, LaneAccess access, Executor executor) {
        this.bucket = bucket;
        this.reader = reader;
        this.access = access;
        this.executor = executor;
    }

    void fetch(Download download, TransferListener listener) {
        Path target = download.target();
        try (PartialFile partial = PartialFile.of(target)) {
            fetchRanges(download, partial, listener);
            verify(download, partial.path());
            partial.moveToTarget();
        } catch (IOException e) {
            throw new StorageUnavailableException(
                    bucket.resource(download.key()), "could not be fetched to " + target + ": " + e.getMessage(), e);
        }
        listener.finished(download.key());
    }

    private void fetchRanges(Download download, PartialFile partial, TransferListener listener) throws IOException {
        ObjectKey key = download.key();
        try (FileChannel file = partial.channel();
                PartTasks tasks = new PartTasks(executor, bucket.resource(key))) {
            ObjectInfo info = fetch(key, 0, GetCondition.always(), file, listener);
            requireSize(download, info);
            for (long offset = PartSize.BYTES; offset < info.size() && !tasks.failed(); offset += PartSize.BYTES) {
                long from = offset;
                tasks.submit(() -> fetch(key, from, GetCondition.ifMatch(info.etag()), file, listener), () -> {});
            }
            tasks.join();
        }
    }

    private ObjectInfo fetch(
            ObjectKey key, long offset, GetCondition condition, FileChannel file, TransferListener listener)
            throws IOException {
        ByteRange range = ByteRange.of(offset, PartSize.BYTES);
        Optional<OwnLane> lane = access.lane();
        try (GetOutcome outcome = lane.isPresent()
                ? lane.get().get(key, range, condition, info -> writer(file, offset, listener))
                : reader.get(key, range, condition)) {
            if (outcome instanceof GetOutcome.Found found) {
                copy(key, found.body(), file, offset, listener);
                return found.info();
            }
            if (outcome instanceof GetOutcome.ConditionNotMet) {
                throw new StorageUnavailableException(
                        bucket.resource(key), "the object was replaced while it was fetched: call again");
            }
            throw new NotFoundException(bucket.resource(key), "the object is gone: verify the version that names it");
        }
    }

    private void copy(ObjectKey key, InputStream body, FileChannel file, long offset, TransferListener listener)
            throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long position = offset;
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            if (position + count > offset + PartSize.BYTES) {
                throw new DataCorruptException(
                        bucket.resource(key), "the server sent more than the range asked for: it cannot be trusted");
            }
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
            while (bytes.hasRemaining()) {
                position += file.write(bytes, position);
            }
            listener.transferred(count);
        }
    }

    private static BodySink writer(FileChannel file, long offset, TransferListener listener) {
        AtomicLong position = new AtomicLong(offset);
        return bytes -> {
            listener.transferred(bytes.remaining());
            while (bytes.hasRemaining()) {
                position.addAndGet(file.write(bytes, position.get()));
            }
        };
    }

    private void requireSize(Download download, ObjectInfo info) {
        if (info.size() != download.size()) {
            throw new DataCorruptException(
                    bucket.resource(download.key()),
                    "it has " + info.size() + " bytes where the manifest says " + download.size()
                            + ": it was truncated or replaced; restore it, or publish a new version");
        }
    }

    private void verify(Download download, Path partial) throws IOException {
        MessageDigest hash = Digest.sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(partial, LinkOption.NOFOLLOW_LINKS)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                hash.update(buffer, 0, count);
            }
        }
        Digest actual = Digest.finish(hash);
        if (!actual.equals(download.sha256())) {
            throw new DataCorruptException(
                    bucket.resource(download.key()),
                    "its SHA-256 is " + actual + " where the manifest says " + download.sha256()
                            + ": it was changed in the store; restore it, or publish a new version");
        }
    }
}
