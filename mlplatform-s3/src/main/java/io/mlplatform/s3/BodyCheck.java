package io.mlplatform.s3;

import io.mlplatform.store.ByteRange;
import io.mlplatform.store.ObjectKey;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.Checksum;

/**
 * Holds the bytes of a get to the checksum that its answer tells, where the settings want that and the answer does. One that
 * compares is used by one thread at a time.
 */
final class BodyCheck {

    /** Asks for it: without, S3 tells none. The SDK's own way to ask also makes it take each SHA-256 that is told. */
    static final String MODE_HEADER = "x-amz-checksum-mode";

    static final String MODE = "ENABLED";

    /** Lets everything pass. */
    static final BodyCheck NONE = new BodyCheck(false, "");

    private record Sum(WholeChecksum told, Checksum actual) {}

    private final boolean wanted;
    private final String resource;
    private Optional<Sum> sum = Optional.empty();

    private BodyCheck(boolean wanted, String resource) {
        this.wanted = wanted;
        this.resource = resource;
    }

    /** That of a get. Of a part of an object S3 tells no checksum. */
    static BodyCheck of(S3Bucket bucket, ObjectKey key, ByteRange range) {
        return isWanted(bucket, range) ? new BodyCheck(true, bucket.resource(key)) : NONE;
    }

    static boolean isWanted(S3Bucket bucket, ByteRange range) {
        return range.isAll() && WholeChecksum.isWanted(bucket.settings());
    }

    /** An answer begins, with these headers; what came before counts no more. */
    void begin(Function<String, Optional<String>> header) {
        sum = Optional.of(header)
                .filter(headers -> wanted)
                .flatMap(WholeChecksum::told)
                .map(told -> new Sum(told, told.algorithm().begin()));
    }

    /** These bytes come next; they are looked at and not taken. */
    void next(ByteBuffer bytes) {
        if (sum.isPresent()) {
            sum.get().actual().update(bytes.duplicate());
        }
    }

    /** All bytes have come. */
    void requireSame() {
        sum.ifPresent(found -> found.told().require(found.actual().getValue(), resource));
    }

    /** Some bytes are left out, so that there is nothing to compare. */
    void giveUp() {
        sum = Optional.empty();
    }
}
