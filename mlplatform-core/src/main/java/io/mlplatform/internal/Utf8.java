package io.mlplatform.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** Strings as UTF-8: the form that S3 measures, sorts and hashes. */
public final class Utf8 {

    /** Orders strings by their UTF-8 bytes, unsigned; the order of an S3 listing and of a manifest. */
    public static final Comparator<String> ORDER = Utf8::compare;

    private Utf8() {}

    /** Strict encoding: a lone surrogate is an {@link IllegalArgumentException}, never a {@code ?}. */
    public static byte[] encode(String text) {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException("a lone surrogate cannot be stored: use well-formed Unicode text");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Strict decoding: overlong forms and encoded surrogates are malformed like any other bytes that are no UTF-8. */
    public static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** False for a text with a lone surrogate, which has no UTF-8 form. */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Length in UTF-8 bytes. */
    public static int length(String text) {
        return encode(text).length;
    }

    // UTF-16 order differs from UTF-8 order only where a surrogate meets a character above the surrogates.
    private static int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean aPair = Character.isSurrogate(a);
                boolean bPair = Character.isSurrogate(b);
                return aPair == bPair ? Character.compare(a, b) : (aPair ? 1 : -1);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
