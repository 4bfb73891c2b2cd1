package io.mlplatform.s3;

import io.mlplatform.DataCorruptException;
import io.mlplatform.store.Verification;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * A CRC of all bytes of an object as S3 tells it: of a put of one request always, of an upload in parts where that asked for
 * it. The checksums of other uploads are of their parts' checksums.
 *
 * @param value in Base64
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">Checking object
 *     integrity</a>
 */
record WholeChecksum(Algorithm algorithm, String value) {

    private static final Pattern CRC_TEXT = Pattern.compile("[A-Za-z0-9+/]{6}==");

    /** Those that Java has. */
    enum Algorithm {
        CRC32C("x-amz-checksum-crc32c", CRC32C::new),
        CRC32("x-amz-checksum-crc32", CRC32::new);

        private final String header;
        private final Supplier<Checksum> implementation;

        Algorithm(String header, Supplier<Checksum> implementation) {
            this.header = header;
            this.implementation = implementation;
        }

        /** Of no bytes yet. */
        Checksum begin() {
            return implementation.get();
        }
    }

    /** Whether fetched files are held to what the server keeps: where nothing else tells whether their bytes are right. */
    static boolean isWanted(S3Settings settings) {
        return settings.verification() == Verification.SIZE && settings.server().keepsWholeChecksums();
    }

    /** What these headers of an answer tell; empty where that is nothing, or of something else. */
    static Optional<WholeChecksum> told(Function<String, Optional<String>> header) {
        if (header.apply("x-amz-checksum-type").filter("FULL_OBJECT"::equals).isEmpty()) {
            return Optional.empty();
        }
        return Arrays.stream(Algorithm.values())
                .flatMap(algorithm ->
                        header.apply(algorithm.header).stream().map(value -> new WholeChecksum(algorithm, value)))
                .findFirst();
    }

    boolean is(long crc) {
        return value.equals(text((int) crc));
    }

    /** The bytes of this object, whose checksum is {@code crc}, are those that were stored. */
    void require(long crc, String resource) {
        if (!is(crc)) {
            throw new DataCorruptException(
                    resource,
                    "its " + algorithm + " is " + text((int) crc) + " where the store keeps " + value
                            + ": it was changed on the way or in the store; fetch it again, and where that changes nothing"
                            + " restore it, or publish a new version");
        }
    }

    /** A CRC of 32 bits as S3 writes it. */
    static String text(int crc) {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt(crc).array());
    }

    /** A CRC of 32 bits that a server wrote; empty where this is none. */
    static Optional<Integer> crc(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(written -> CRC_TEXT.matcher(written).matches())
                .map(written ->
                        ByteBuffer.wrap(Base64.getDecoder().decode(written)).getInt());
    }
}
