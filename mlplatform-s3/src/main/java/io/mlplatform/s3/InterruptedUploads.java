package io.mlplatform.s3;

/** What becomes of the parts of a large upload that a process leaves behind when it ends in the midst of it. */
public enum InterruptedUploads {
    /** A failed upload is aborted; of a killed process they stay until a lifecycle rule of the bucket removes them. */
    ABANDON,
    /**
     * A bulk upload to the same key goes on with them, and sends only what is missing: each part that is there is first compared
     * with the content by the checksum that the server tells. An upload of another storage class is left alone; one that is gone
     * on with keeps the encryption that it was begun with, and its key. Costs two requests more for each large object, and needs
     * {@code s3:ListBucketMultipartUploads} and {@code s3:ListMultipartUploadParts}; what fails for want of an answer leaves
     * its parts for the next try.
     *
     * <p>For programs that call {@link S3Store#upload} with the same key again. A publish has a new transaction, hence new
     * keys, each time: it begins anew, and the parts of one that failed stay.
     */
    RESUME
}
