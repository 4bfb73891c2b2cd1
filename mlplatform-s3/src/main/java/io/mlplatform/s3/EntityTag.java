package io.mlplatform.s3;

import io.mlplatform.store.GetCondition;
import io.mlplatform.store.PutCondition;
import org.jspecify.annotations.Nullable;

/** Tags and conditions on their way into HTTP headers and back; our values hold tags without quotes. */
final class EntityTag {

    /** The value of {@code If-None-Match} that no object matches. */
    private static final String ANY = "*";

    private EntityTag() {}

    /** The tag in this {@code ETag} header, empty where there is none. */
    static String of(@Nullable String header) {
        return header == null ? "" : header.replace("\"", "");
    }

    /** The {@code If-None-Match} header of a put; null leaves it out. */
    static @Nullable String ifNoneMatch(PutCondition condition) {
        return condition instanceof PutCondition.IfAbsent ? ANY : null;
    }

    /** The {@code If-Match} header of a put; null leaves it out. */
    static @Nullable String ifMatch(PutCondition condition, S3Server server) {
        return condition instanceof PutCondition.IfMatch match ? server.ifMatch(match.etag()) : null;
    }

    /** The {@code If-Match} header of a get; null leaves it out. */
    static @Nullable String ifMatch(GetCondition condition, S3Server server) {
        return condition instanceof GetCondition.IfMatch match ? server.ifMatch(match.etag()) : null;
    }
}
