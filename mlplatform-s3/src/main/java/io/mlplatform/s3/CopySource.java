package io.mlplatform.s3;

import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.MlPlatformException;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.StoredContent;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * An object that the server is to copy, as it was when it was looked at: its tag goes with each part.
 *
 * @param listed true where the tag is from a listing that the caller goes by
 */
record CopySource(S3Bucket bucket, ObjectKey key, String etag, boolean listed) {

    /** The object behind this content, asked for with the rights of its own store. */
    static CopySource of(StoredContent content, S3Bucket bucket) {
        ObjectKey key = content.key();
        if (content.etag().isPresent()) {
            return new CopySource(bucket, key, content.etag().get(), true);
        }
        ObjectInfo info = new ObjectReader(bucket)
                .head(key)
                .orElseThrow(() -> new NotFoundException(
                        bucket.resource(key), "the object is gone: verify the version that names it"));
        if (info.size() != content.length()) {
            throw new DataCorruptException(
                    bucket.resource(key),
                    "it has " + info.size() + " bytes where the manifest says " + content.length()
                            + ": it was truncated or replaced; restore it, or publish a new version");
        }
        return new CopySource(bucket, key, info.etag(), false);
    }

    /**
     * What the failed copy of a part means. The target's credentials may not reach the source, and not every server
     * copies: where it says so, the bytes can still be sent. {@code told} is the failure otherwise.
     */
    MlPlatformException failure(SdkException e, MlPlatformException told) {
        int status = S3Failures.status(e);
        if (status == 412 && listed) {
            return new ConflictException(
                    bucket.resource(key), "was replaced since it was listed: draft again from what is there now", e);
        }
        if (status == 412) {
            return new StorageUnavailableException(
                    bucket.resource(key), "the object was replaced while it was copied: call again", e);
        }
        boolean refused = status == 400 || status == 403 || status == 404 || status == 405 || status == 501;
        return refused ? new CopyRefusedException(bucket.resource(key), told) : told;
    }
}
