package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Hashes paths one after the other. Not thread-safe. */
final class PathHash {

    private final MessageDigest hash = Digest.sha256();

    /** How many of the first 32 bits of the SHA-256 of the path's UTF-8 bytes are zero before the first that is one. */
    int zeroBits(String path) {
        byte[] digest = hash.digest(path.getBytes(StandardCharsets.UTF_8));
        int bits = digest[0] << 24 | (digest[1] & 0xFF) << 16 | (digest[2] & 0xFF) << 8 | digest[3] & 0xFF;
        return Integer.numberOfLeadingZeros(bits);
    }
}
