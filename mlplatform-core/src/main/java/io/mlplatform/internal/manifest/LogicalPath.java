package io.mlplatform.internal.manifest;

import io.mlplatform.internal.Utf8;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Set;

/** The rules for a file's path within a version (format, section 1). */
public final class LogicalPath {

    private static final int MAX_BYTES = 700;
    private static final int MAX_SEGMENT_BYTES = 255;
    private static final Set<String> RESERVED =
            Set.of("_log", "_aliases", "_manifests", "_versions", "_signatures", "_exports", "_head.json");

    // By character below 0x80, so that millions of paths are looked at without a branch a character.
    private static final byte[] REFUSED = refusedCharacters();

    private LogicalPath() {}

    /** The path itself; an {@link IllegalArgumentException} that names the rule where it breaks one. */
    public static String require(String path) {
        return isPlain(path) ? path : requireByRule(path);
    }

    // Most paths are ASCII, and a version of millions has each looked at: what is plain breaks no rule.
    private static boolean isPlain(String path) {
        int length = path.length();
        int start = 0;
        int refused = 0;
        for (int i = 0; i < length; i++) {
            char c = path.charAt(i);
            refused |= REFUSED[c & 0x7F] | c >> 7;
            if (c == '/') {
                if (!isPlainSegment(path, start, i)) {
                    return false;
                }
                start = i + 1;
            }
        }
        return refused == 0 && length <= MAX_BYTES && isPlainSegment(path, start, length);
    }

    private static byte[] refusedCharacters() {
        byte[] refused = new byte[0x80];
        Arrays.fill(refused, 0, 0x20, (byte) 1);
        refused[0x7F] = 1;
        refused['\\'] = 1;
        return refused;
    }

    private static boolean isPlainSegment(String path, int start, int end) {
        return end > start
                && end - start <= MAX_SEGMENT_BYTES
                && path.charAt(start) != '.'
                && path.charAt(start) != '_';
    }

    private static String requireByRule(String path) {
        if (path.isEmpty() || Utf8.length(path) > MAX_BYTES) {
            throw refused(path, "it must have 1 to 700 bytes of UTF-8");
        }
        if (!Normalizer.isNormalized(path, Normalizer.Form.NFC)) {
            throw refused(path, "it is not in Unicode form NFC, and is not rewritten silently: rename the file");
        }
        if (path.indexOf('\\') >= 0 || path.chars().anyMatch(Character::isISOControl)) {
            throw refused(
                    path.replaceAll("\\p{Cc}", "?"), "it has a backslash or a control character: rename the file");
        }
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw refused(path, "it has an empty, '.' or '..' segment: write it relative, as 'folder/file'");
            }
            if (Utf8.length(segment) > MAX_SEGMENT_BYTES) {
                throw refused(path, "a segment has more than 255 bytes of UTF-8: shorten it");
            }
            if (RESERVED.contains(segment)) {
                throw refused(path, "'" + segment + "' is a name of the format itself: rename the file");
            }
        }
        return path;
    }

    private static IllegalArgumentException refused(String path, String why) {
        return new IllegalArgumentException("not a path for a version's file: '" + path + "': " + why);
    }
}
