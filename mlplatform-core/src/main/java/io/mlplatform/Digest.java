package io.mlplatform;

import io.mlplatform.internal.Utf8;
import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest: 64 lowercase hex digits. Immutable. */
public record Digest(String hex) implements Serializable, Comparable<Digest> {

    private static final byte[] NO_HEX = noHex();
    private static final MessageDigest FRESH = found();

    public Digest {
        if (!isHex(hex)) {
            throw new IllegalArgumentException("not a SHA-256 digest of 64 lowercase hex digits: " + hex);
        }
    }

    private static boolean isHex(String text) {
        if (text.length() != 64) {
            return false;
        }
        // Millions are checked: without a branch a digit, since half of them would be guessed wrong.
        int wrong = 0;
        for (int i = 0; i < 64; i++) {
            char c = text.charAt(i);
            wrong |= NO_HEX[c & 0x7F] | c >> 7;
        }
        return wrong == 0;
    }

    private static byte[] noHex() {
        byte[] wrong = new byte[128];
        for (int c = 0; c < 128; c++) {
            wrong[c] = (byte) (c >= '0' && c <= '9' || c >= 'a' && c <= 'f' ? 0 : 1);
        }
        return wrong;
    }

    /** The digest of these bytes. */
    public static Digest of(byte[] bytes) {
        return of(sha256().digest(bytes), 32);
    }

    /** The digest of this text's UTF-8 bytes. */
    public static Digest of(String text) {
        return of(Utf8.encode(text));
    }

    /** Finishes {@code sha256} and takes its result; the object is reset by that. */
    public static Digest finish(MessageDigest sha256) {
        return of(sha256.digest(), 32);
    }

    /** A new SHA-256 computation; every Java platform has the algorithm. */
    public static MessageDigest sha256() {
        try {
            // Cheaper than to look for the algorithm's provider each time.
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException e) {
            return found();
        }
    }

    private static MessageDigest found() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks SHA-256", e);
        }
    }

    private static Digest of(byte[] hash, int length) {
        return new Digest(HexFormat.of().formatHex(hash, 0, length));
    }

    @Override
    public int compareTo(Digest other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
