package io.mlplatform.s3;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/** Bodies of requests. */
final class Bodies {

    private static final String TYPE = "application/octet-stream";

    private Bodies() {}

    /** These bytes, which nobody changes any more: the SDK's own way would copy them, and double what uploads hold. */
    static RequestBody of(byte[] bytes) {
        return RequestBody.fromContentProvider(ContentStreamProvider.fromByteArrayUnsafe(bytes), bytes.length, TYPE);
    }
}
