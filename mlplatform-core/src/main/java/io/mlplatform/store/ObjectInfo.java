package io.mlplatform.store;

import java.time.Instant;

/**
 * What a store tells of an object without its bytes.
 *
 * @param size in bytes
 * @param etag opaque, without quotes; equal bytes may have equal tags (S3 repeats them), so it is no version number
 * @param lastModified the store's time; for a multipart object S3 gives the time of its initiation
 */
public record ObjectInfo(ObjectKey key, long size, String etag, Instant lastModified) {}
