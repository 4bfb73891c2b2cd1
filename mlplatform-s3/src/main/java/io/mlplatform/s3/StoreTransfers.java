package io.mlplatform.s3;

import io.mlplatform.internal.transfer.DownloadCheck;
import io.mlplatform.internal.transfer.DownloadRules;
import io.mlplatform.internal.transfer.FileTransfer;
import io.mlplatform.internal.transfer.HashedContent;
import io.mlplatform.internal.transfer.ObjectSource;
import io.mlplatform.internal.transfer.Requests;
import io.mlplatform.internal.transfer.SameBytes;
import io.mlplatform.internal.transfer.SinglePiece;
import io.mlplatform.internal.transfer.SmallDownload;
import io.mlplatform.internal.transfer.TransferQueue;
import io.mlplatform.internal.transfer.TransferScheduler;
import io.mlplatform.internal.transfer.WholeDownload;
import io.mlplatform.internal.transfer.WholeUpload;
import io.mlplatform.store.Content;
import io.mlplatform.store.Download;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferDirection;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import io.mlplatform.store.Verification;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** How each object of a bucket goes over, by its size: small ones in one request, large ones in parts or ranges. */
final class StoreTransfers {

    // A log entry never waits behind the parts of a large upload.
    private static final long FREE_BYTES = 1 << 20;

    private final S3Bucket bucket;
    private final ObjectReader reader;
    private final SinglePut single;
    private final MultipartPut multipart;
    private final TransferResources resources;
    private final TransferScheduler transfers;
    private final Requests requests;
    private final LaneAccess access;
    private final Optional<ManagedTransfers> managed;
    private final ObjectSource source;

    /** @param sdk gets objects by the SDK's client */
    StoreTransfers(
            S3Bucket bucket,
            ObjectReader reader,
            ObjectSource sdk,
            LaneAccess access,
            SinglePut single,
            MultipartPut multipart,
            ConflictBudget conflicts,
            TransferResources resources) {
        this.bucket = bucket;
        this.reader = reader;
        this.single = single;
        this.multipart = multipart;
        this.resources = resources;
        this.transfers = resources.transfers();
        this.requests = resources.requests();
        this.access = access;
        this.managed =
                resources.managed().map(client -> new ManagedTransfers(bucket, client, sdk, conflicts, resources));
        this.source = managed.<ObjectSource>map(transfers -> transfers)
                .orElse((key, range, condition, receiver) -> access.lane(key.value(), TransferDirection.DOWN)
                        .<ObjectSource>map(lane -> lane)
                        .orElse(sdk)
                        .get(key, range, condition, receiver));
    }

    PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
        if (content.length() <= FREE_BYTES) {
            return single.put(key, content, condition);
        }
        AtomicReference<PutOutcome> result = new AtomicReference<>();
        FileTransfer transfer = content.length() <= PartSize.BYTES
                ? SinglePiece.of(
                        SentFile.held(content, content.length()),
                        content.length(),
                        () -> result.set(single.put(key, content, condition)))
                : parts(key, content, condition, TransferListener.SILENT, result::set, InterruptedUploads.ABANDON);
        transfers.run(bucket.resource(key), transfer);
        return Optional.ofNullable(result.get()).orElseThrow();
    }

    void upload(Iterable<Upload> uploads, TransferListener listener) {
        transfers.run(
                bucket.location(),
                TransferQueue.of(
                        uploads,
                        StoreTransfers::storableBytes,
                        (upload, length) -> transfer(upload, length, listener)));
    }

    void download(Iterable<Download> downloads, TransferListener listener) {
        S3Settings settings = bucket.settings();
        DownloadRules rules = new DownloadRules(settings.verification(), settings.durability());
        rules.durably(
                bucket.location(),
                () -> transfers.run(
                        bucket.location(),
                        TransferQueue.of(downloads, Download::size, download -> transfer(download, rules, listener))));
    }

    /** How many requests the own lane left to the SDK's client so far. */
    long fallbacks() {
        return access.fallbacks();
    }

    // Refused when it is read, not when its turn comes.
    private static long storableBytes(Upload upload) {
        long length = upload.content().length();
        PartSize.of(length);
        return length;
    }

    private FileTransfer transfer(Upload upload, long length, TransferListener listener) {
        ObjectKey key = upload.key();
        String resource = bucket.resource(key);
        if (managed.filter(transfers -> transfers.takes(length)).isPresent()) {
            long held = ManagedTransfers.held(length);
            return new WholeUpload(upload, resource, held, managed.get()::put, source, requests, listener);
        }
        if (length <= PartSize.BYTES) {
            WholeUpload.Put put = (to, content, condition) -> single.put(to, sent(upload, content), condition);
            long held = SentFile.held(upload.content(), length);
            return new WholeUpload(upload, resource, held, put, source, requests, listener);
        }
        Requests.File file = requests.file(resource, TransferDirection.UP);
        HashedContent content = HashedContent.of(upload, resource);
        MultipartTransfer.End end = outcome -> {
            if (outcome instanceof PutOutcome.ConditionNotMet) {
                SameBytes.require(key, content, resource, source);
            }
            file.finished(length);
            if (upload.sha256().isEmpty()) {
                listener.hashed(key, content.sha256());
            }
            listener.finished(key);
        };
        return parts(
                key,
                sent(upload, content),
                PutCondition.ifAbsent(),
                listener,
                end,
                bucket.settings().interruptedUploads());
    }

    /** What is sent: without a look at its digest where one was announced, and is to be believed. */
    private Content sent(Upload upload, Content held) {
        boolean believed = bucket.settings().verification() == Verification.SIZE
                && upload.sha256().isPresent();
        return believed ? upload.content() : held;
    }

    private MultipartTransfer parts(
            ObjectKey key,
            Content content,
            PutCondition condition,
            TransferListener listener,
            MultipartTransfer.End end,
            InterruptedUploads interrupted) {
        return new MultipartTransfer(
                multipart, key, content, condition, transfers::wake, requests, listener, end, interrupted);
    }

    private Optional<WholeChecksum> stored(ObjectKey key, String etag) {
        return WholeChecksum.isWanted(bucket.settings()) ? reader.checksum(key, etag) : Optional.empty();
    }

    private FileTransfer transfer(Download download, DownloadRules rules, TransferListener listener) {
        DownloadCheck check = new DownloadCheck(download, bucket.resource(download.key()), rules);
        if (download.size() > RangedTransfer.WORTHWHILE_BYTES) {
            return new RangedTransfer(check, source, this::stored, transfers::wake, requests, listener);
        }
        return download.size() <= SmallDownload.MOST_BYTES
                ? new SmallDownload(check, source, resources.hedges(), requests, listener)
                : new WholeDownload(
                        check, Math.min(download.size(), RangedTransfer.HELD_BYTES), source, requests, listener);
    }
}
