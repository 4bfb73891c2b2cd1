package io.mlplatform.s3;

import io.mlplatform.internal.transfer.Crc32cCombination;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** One multipart upload on the server; closing aborts it unless it is done, since parts left behind cost storage. */
final class MultipartUpload implements AutoCloseable {

    /** User metadata that tells an object made by this upload from one of equal bytes. */
    private static final String MARK = "mlplatform-upload";

    /** A part that is there, with so many bytes. */
    private record Sent(CompletedPart part, long bytes) {}

    private final S3Bucket bucket;
    private final BytePuts puts;
    private final ObjectKey key;
    private final String mark;
    private final String uploadId;
    private final Optional<ChecksumAlgorithm> checksum;
    private final Optional<ChecksumType> type;
    private final Map<Integer, Part> left;
    private final SortedMap<Integer, Sent> parts = new ConcurrentSkipListMap<>();
    private volatile boolean gone;
    private boolean done;

    private MultipartUpload(
            S3Bucket bucket,
            BytePuts puts,
            ObjectKey key,
            String mark,
            String uploadId,
            Optional<ChecksumAlgorithm> checksum,
            Optional<ChecksumType> type,
            Map<Integer, Part> left) {
        this.bucket = bucket;
        this.puts = puts;
        this.key = key;
        this.mark = mark;
        this.uploadId = uploadId;
        this.checksum = checksum;
        this.type = type;
        this.left = left;
    }

    /** One that another process left, with its type of checksum; its object cannot be told from one of equal bytes. */
    static MultipartUpload resumed(S3Bucket bucket, BytePuts puts, ObjectKey key, UploadResumption.Left left) {
        return new MultipartUpload(
                bucket, puts, key, "", left.uploadId(), puts.partChecksum(), left.type(), left.parts());
    }

    static MultipartUpload begin(S3Bucket bucket, BytePuts puts, ObjectKey key, String mark) {
        S3Settings settings = bucket.settings();
        // All parts of an upload have the checksum that it was begun with.
        Optional<ChecksumAlgorithm> checksum = puts.partChecksum();
        Optional<ChecksumType> type =
                checksum.filter(crc -> settings.server().keepsWholeChecksums()).map(crc -> ChecksumType.FULL_OBJECT);
        CreateMultipartUploadRequest.Builder request = CreateMultipartUploadRequest.builder()
                .bucket(bucket.name())
                .key(key.value())
                .metadata(Map.of(MARK, mark))
                .storageClass(settings.storageClass().orElse(null))
                .checksumAlgorithm(checksum.orElse(null))
                .checksumType(type.orElse(null))
                .expectedBucketOwner(bucket.owner());
        settings.sseKmsKey().ifPresent(kmsKey -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(kmsKey));
        try {
            String uploadId =
                    bucket.client().createMultipartUpload(request.build()).uploadId();
            if (uploadId == null || uploadId.isEmpty()) {
                throw SdkClientException.create("the server began an upload and named no id");
            }
            return new MultipartUpload(bucket, puts, key, mark, uploadId, checksum, type, Map.of());
        } catch (SdkException e) {
            throw bucket.failure(e, S3Action.WRITE, key);
        }
    }

    ObjectKey key() {
        return key;
    }

    String resource() {
        return bucket.resource(key);
    }

    /** True where the part of this number is there already, with these bytes; thread-safe. */
    boolean holds(int number, Payload payload) {
        Optional<Part> same = Optional.ofNullable(left.get(number)).filter(payload::isStoredAs);
        same.ifPresent(part -> parts.put(number, new Sent(completed(number, part, payload), payload.length())));
        return same.isPresent();
    }

    /** Sends the part of this number, counted from 1; thread-safe. */
    void send(int number, Payload payload) {
        UploadPartRequest.Builder request = UploadPartRequest.builder()
                .bucket(bucket.name())
                .key(key.value())
                .uploadId(uploadId)
                .partNumber(number)
                .expectedBucketOwner(bucket.owner());
        checksum.ifPresent(algorithm -> request.checksumCRC32C(payload.crc32c()));
        try {
            UploadPartResponse response = puts.put(request.build(), payload);
            parts.put(number, new Sent(completed(number, response, payload), payload.length()));
        } catch (SdkException e) {
            if (S3Failures.code(e).equals("NoSuchUpload")) {
                gone = true;
            }
            throw bucket.failure(e, S3Action.WRITE, key);
        }
    }

    /** True once a part was refused because there is no such upload: another process put it together, or it was aborted. */
    boolean isGone() {
        return gone;
    }

    /** Lets the server take the part of this number from bytes {@code from} to {@code to}, exclusive, of an object. */
    void copy(int number, CopySource source, long from, long to) {
        try {
            UploadPartCopyResponse response = bucket.client().uploadPartCopy(request -> request.sourceBucket(
                            source.bucket().name())
                    .sourceKey(source.key().value())
                    .copySourceRange("bytes=" + from + "-" + (to - 1))
                    .copySourceIfMatch(bucket.settings().server().ifMatch(source.etag()))
                    .expectedSourceBucketOwner(source.bucket().owner())
                    .destinationBucket(bucket.name())
                    .destinationKey(key.value())
                    .uploadId(uploadId)
                    .partNumber(number)
                    .expectedBucketOwner(bucket.owner()));
            parts.put(number, new Sent(completed(number, response.copyPartResult()), to - from));
        } catch (SdkException e) {
            throw source.failure(e, bucket.failure(e, S3Action.WRITE, key));
        }
    }

    /** Puts the parts together under the key, where S3 compares the whole with what was sent; failures are the SDK's. */
    CompleteMultipartUploadResponse complete(PutCondition condition) {
        List<CompletedPart> sent = parts.values().stream().map(Sent::part).toList();
        Optional<String> whole = wholeCrc32c();
        return bucket.client().completeMultipartUpload(request -> request.bucket(bucket.name())
                .key(key.value())
                .uploadId(uploadId)
                .multipartUpload(upload -> upload.parts(sent))
                .checksumCRC32C(whole.orElse(null))
                .checksumType(whole.isPresent() ? ChecksumType.FULL_OBJECT : null)
                .ifNoneMatch(EntityTag.ifNoneMatch(condition))
                .ifMatch(EntityTag.ifMatch(condition, bucket.settings().server()))
                .expectedBucketOwner(bucket.owner()));
    }

    /** That of all parts behind each other; empty where the upload is of another type, or a part's is not known. */
    private Optional<String> wholeCrc32c() {
        if (type.filter(ChecksumType.FULL_OBJECT::equals).isEmpty()) {
            return Optional.empty();
        }
        int whole = 0;
        for (Sent sent : parts.values()) {
            Optional<Integer> crc = WholeChecksum.crc(sent.part().checksumCRC32C());
            if (crc.isEmpty()) {
                return Optional.empty();
            }
            whole = Crc32cCombination.of(whole, crc.get(), sent.bytes());
        }
        return Optional.of(WholeChecksum.text(whole));
    }

    /** True where the object with these headers came from this upload. */
    boolean made(HeadObjectResponse headers) {
        return !mark.isEmpty() && mark.equals(headers.metadata().get(MARK));
    }

    /** False only where the object with these headers came from another upload. */
    boolean mayHaveMade(HeadObjectResponse headers) {
        return mark.isEmpty() || made(headers);
    }

    /** There is nothing to abort: there is an object now, or the parts are to stay. */
    void done() {
        done = true;
    }

    @Override
    public void close() {
        if (done) {
            return;
        }
        // The SDK sends nothing for an interrupted thread, and this request must still go.
        boolean interrupted = Thread.interrupted();
        try {
            abort();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void abort() {
        try {
            bucket.client().abortMultipartUpload(request -> request.bucket(bucket.name())
                    .key(key.value())
                    .uploadId(uploadId)
                    .expectedBucketOwner(bucket.owner()));
        } catch (SdkException e) {
            if (S3Failures.status(e) != 404) {
                throw bucket.failure(e, S3Action.WRITE, key);
            }
        }
    }

    private CompletedPart completed(int number, UploadPartResponse response, Payload sent) {
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(response.eTag())
                .checksumCRC32(response.checksumCRC32())
                .checksumCRC32C(crc32c(sent, response.checksumCRC32C()))
                .checksumCRC64NVME(response.checksumCRC64NVME())
                .build();
    }

    private CompletedPart completed(int number, Part part, Payload same) {
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(part.eTag())
                .checksumCRC32(part.checksumCRC32())
                .checksumCRC32C(crc32c(same, part.checksumCRC32C()))
                .checksumCRC64NVME(part.checksumCRC64NVME())
                .build();
    }

    // Where an answer tells no checksums, the completion must all the same.
    private @Nullable String crc32c(Payload payload, @Nullable String told) {
        return checksum.isPresent() ? payload.crc32c() : told;
    }

    private static CompletedPart completed(int number, CopyPartResult copied) {
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(copied.eTag())
                .checksumCRC32(copied.checksumCRC32())
                .checksumCRC32C(copied.checksumCRC32C())
                .checksumCRC64NVME(copied.checksumCRC64NVME())
                .build();
    }
}
