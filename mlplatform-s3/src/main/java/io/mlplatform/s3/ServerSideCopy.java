package io.mlplatform.s3;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.transfer.Windows;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.StoredContent;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Phaser;
import java.util.function.LongUnaryOperator;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads of large objects that the server has already: it copies them in parts, put together if-absent, and nothing is
 * sent from here. CopyObject is not used, since policies that demand conditions refuse it. The copy is then read back once
 * and compared with the upload's SHA-256, which no server tells of parts; without one it is not copied.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html">UploadPartCopy</a>
 */
final class ServerSideCopy {

    private static final Logger LOG = LoggerFactory.getLogger(ServerSideCopy.class);
    private static final int BUFFER_BYTES = 1 << 16;

    private final S3Bucket bucket;
    private final ObjectReader reader;
    private final MultipartPut multipart;
    private final ExecutorService objectThreads;
    private final Executor partThreads;
    private final Phaser underWay;
    private final LongUnaryOperator partSize;

    /**
     * @param underWay where each copy is a party until its parts are put together, or aborted
     * @param partSize the bytes of each part but the last, of an object of so many bytes
     */
    ServerSideCopy(
            S3Bucket bucket,
            ObjectReader reader,
            MultipartPut multipart,
            ExecutorService objectThreads,
            Executor partThreads,
            Phaser underWay,
            LongUnaryOperator partSize) {
        this.bucket = bucket;
        this.reader = reader;
        this.multipart = multipart;
        this.objectThreads = objectThreads;
        this.partThreads = partThreads;
        this.underWay = underWay;
        this.partSize = partSize;
    }

    /** What is left of these, whose bytes have to be sent. While that is read the server copies what it can copy. */
    Iterable<Upload> copy(Iterable<Upload> uploads, TransferListener listener) {
        Spliterator<List<Upload>> windows =
                Spliterators.spliteratorUnknownSize(new Windows<>(uploads), Spliterator.ORDERED);
        return () -> StreamSupport.stream(windows, false)
                .flatMap(window -> copy(window, listener).stream())
                .iterator();
    }

    private List<Upload> copy(List<Upload> uploads, TransferListener listener) {
        List<Upload> sent = new ArrayList<>();
        List<Callable<Optional<Upload>>> copies = new ArrayList<>();
        for (Upload upload : uploads) {
            if (upload.content() instanceof StoredContent content
                    && content.length() > PartSize.BYTES
                    && upload.sha256().isPresent()
                    && content.store() instanceof S3Store store
                    && store.bucket().isBeside(bucket)) {
                copies.add(() -> unlessRefused(upload, content, store.bucket(), listener));
            } else {
                sent.add(upload);
            }
        }
        Parallel.call(objectThreads, bucket.location(), copies).forEach(refused -> refused.ifPresent(sent::add));
        return sent;
    }

    private Optional<Upload> unlessRefused(
            Upload upload, StoredContent content, S3Bucket from, TransferListener listener) {
        try {
            copy(upload, CopySource.of(content, from), listener);
            return Optional.empty();
        } catch (CopyRefusedException e) {
            LOG.info("The bytes of an object go through this process: {}", e.getMessage());
            return Optional.of(upload);
        }
    }

    private void copy(Upload upload, CopySource source, TransferListener listener) {
        ObjectKey key = upload.key();
        long length = upload.content().length();
        PutOutcome outcome;
        underWay.register();
        try {
            outcome =
                    multipart.put(key, target -> copyParts(target, source, length, listener), PutCondition.ifAbsent());
        } finally {
            underWay.arriveAndDeregister();
        }
        if (!matches(upload)) {
            throw outcome instanceof PutOutcome.Stored
                    ? new DataCorruptException(
                            bucket.resource(key),
                            "the copy of " + source.bucket().resource(source.key())
                                    + " has other bytes than its SHA-256 says: verify the source, then copy again")
                    : new AlreadyExistsException(
                            bucket.resource(key),
                            "an object with other bytes is there and was not replaced: publish again, under a new"
                                    + " transaction");
        }
        listener.finished(key);
    }

    private void copyParts(MultipartUpload target, CopySource source, long length, TransferListener listener) {
        long step = partSize.applyAsLong(length);
        try (PartTasks tasks = new PartTasks(partThreads, target.resource())) {
            for (long from = 0; from < length && !tasks.failed(); from += step) {
                int number = (int) (from / step) + 1;
                long start = from;
                long end = Math.min(from + step, length);
                tasks.submit(
                        () -> {
                            target.copy(number, source, start, end);
                            listener.transferred(end - start);
                        },
                        () -> {});
            }
            tasks.join();
        }
    }

    private boolean matches(Upload upload) {
        try (GetOutcome outcome = reader.get(upload.key(), ByteRange.ALL, GetCondition.always())) {
            return outcome instanceof GetOutcome.Found found
                    && found.info().size() == upload.content().length()
                    && upload.sha256().equals(Optional.of(digest(found.body())));
        } catch (IOException e) {
            throw new StorageUnavailableException(
                    bucket.resource(upload.key()), "the copy could not be read back: call again", e);
        }
    }

    private static Digest digest(InputStream body) throws IOException {
        MessageDigest hash = Digest.sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            hash.update(buffer, 0, count);
        }
        return Digest.finish(hash);
    }
}
