package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the bytes of a file are, and how they are known. */
public sealed interface FileBytes {

    /** The word by which they enter the content digest. */
    String identity();

    /** At {@code data/<txn>/<path>}. */
    record Staged(Digest sha256) implements FileBytes {
        @Override
        public String identity() {
            return sha256.hex();
        }
    }

    /**
     * Registered where they lie, and never read for it.
     *
     * @param at the store's location and the key, nothing escaped
     * @param etag as the store told it; asked for on each read
     * @param crc64nvme of the whole object, in Base64, where it is known
     */
    record InPlace(String at, String etag, Optional<String> crc64nvme) implements FileBytes {

        private static final int MOST_CHARS = 2_048;
        // What enters a line of the content digest has no byte that ends a line or a member of it.
        private static final Pattern ETAG = Pattern.compile("[!#-\\[\\]-~]{1,256}");
        private static final Pattern CRC = Pattern.compile("[A-Za-z0-9+/]{11}=");

        public InPlace {
            if (at.length() > MOST_CHARS || at.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "a file in place is named by at most 2048 characters without control characters");
            }
            if (!ETAG.matcher(etag).matches()
                    || !crc64nvme.map(crc -> CRC.matcher(crc).matches()).orElse(true)) {
                throw new IllegalArgumentException("a file in place has no such etag or crc64nvme");
            }
        }

        @Override
        public String identity() {
            return crc64nvme.map(crc -> "crc64nvme:" + crc).orElseGet(() -> "etag:" + etag);
        }
    }
}
