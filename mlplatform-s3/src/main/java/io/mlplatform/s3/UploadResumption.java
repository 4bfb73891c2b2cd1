package io.mlplatform.s3;

import io.mlplatform.store.ObjectKey;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.paginators.ListPartsIterable;

/** Finds the upload to a key that another process left, and what it had sent. */
final class UploadResumption {

    private static final Logger LOG = LoggerFactory.getLogger(UploadResumption.class);

    /**
     * An upload that was begun and neither completed nor aborted.
     *
     * @param type of its checksum, where the server tells it
     * @param parts by their numbers
     */
    record Left(String uploadId, Optional<ChecksumType> type, Map<Integer, Part> parts) {}

    private final S3Bucket bucket;

    UploadResumption(S3Bucket bucket) {
        this.bucket = bucket;
    }

    /**
     * The newest one of our storage class, where its parts carry the checksum that ours carry.
     *
     * @param checksum of the parts to come; empty where that is the SDK's affair
     */
    Optional<Left> find(ObjectKey key, Optional<ChecksumAlgorithm> checksum) {
        try {
            return newest(key).flatMap(uploadId -> left(key, uploadId, checksum));
        } catch (SdkException e) {
            LOG.info(
                    "{} is sent from its beginning, as no upload of it was found: {}",
                    bucket.resource(key),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<String> newest(ObjectKey key) {
        return bucket
                .client()
                .listMultipartUploadsPaginator(request ->
                        request.bucket(bucket.name()).prefix(key.value()).expectedBucketOwner(bucket.owner()))
                .uploads()
                .stream()
                .filter(upload -> upload.key().equals(key.value()) && isOfOurClass(upload))
                .max(Comparator.comparing(MultipartUpload::initiated, Comparator.nullsFirst(Comparator.naturalOrder())))
                .map(MultipartUpload::uploadId);
    }

    private boolean isOfOurClass(MultipartUpload upload) {
        String ours = bucket.settings().storageClass().orElse(StorageClass.STANDARD.toString());
        String theirs = upload.storageClassAsString();
        return theirs == null || theirs.equals(ours);
    }

    private Optional<Left> left(ObjectKey key, String uploadId, Optional<ChecksumAlgorithm> checksum) {
        ListPartsIterable pages = bucket.client().listPartsPaginator(request -> request.bucket(bucket.name())
                .key(key.value())
                .uploadId(uploadId)
                .expectedBucketOwner(bucket.owner()));
        Map<Integer, Part> parts = new TreeMap<>();
        Optional<ChecksumType> type = Optional.empty();
        for (ListPartsResponse page : pages) {
            ChecksumAlgorithm theirs = page.checksumAlgorithm();
            boolean another = theirs != null && checksum.isPresent() && theirs != checksum.get();
            if (another) {
                return Optional.empty();
            }
            type = Optional.ofNullable(page.checksumType());
            page.parts().forEach(part -> parts.put(part.partNumber(), part));
        }
        return Optional.of(new Left(uploadId, type, parts));
    }
}
