package io.mlplatform.internal.manifest;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.internal.Ulids;
import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.json.StoredJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads file entries from lines of JSON. The canonical form is read by hand, which takes a fraction of a general parser's
 * time; any other form is left to that parser, so what a line means never depends on which of them read it. Not
 * thread-safe.
 */
final class EntryLine {

    private static final byte[] PATH = ascii("{\"path\":\"");
    private static final byte[] SIZE = ascii("\",\"size\":");
    private static final byte[] SHA256 = ascii(",\"sha256\":\"");
    private static final byte[] TXN = ascii("\",\"txn\":\"");
    private static final byte[] ROWS = ascii(",\"rows\":");
    private static final byte[] MEDIA_TYPE = ascii(",\"mediaType\":\"");
    private static final byte[] END = ascii("}");
    private static final int LONGEST = 1 << 20;
    private static final int DIGEST_LENGTH = 64;
    private static final int TXN_LENGTH = 26;
    // More digits might not fit a long.
    private static final int MOST_DIGITS = 18;
    private static final char UNDECODED = '\uFFFD';

    private final String resource;
    private byte[] bytes = new byte[0];
    private int at;
    private String txn = "";
    private boolean byHand;
    private int path;
    private int pathEnd;
    private int size;
    private int sizeEnd;
    private int sha256;
    private boolean byHandBefore;
    private int pathBefore;
    private int pathEndBefore;

    /** @param resource named where a line is corrupt */
    EntryLine(String resource) {
        this.resource = resource;
    }

    /** The entry of the line that begins at {@code from}; {@link #end()} then is behind its newline. */
    FileEntry read(byte[] buffer, int from) {
        byHandBefore = byHand && bytes == buffer;
        pathBefore = path;
        pathEndBefore = pathEnd;
        bytes = buffer;
        at = from;
        FileEntry entry = canonical();
        byHand = entry != null && at < bytes.length && bytes[at] == '\n';
        if (entry == null || !byHand) {
            at = endOfLine(from);
            entry = FileEntryJson.read(StoredJson.parse(Arrays.copyOfRange(buffer, from, at), resource));
        }
        at++;
        return entry;
    }

    /** Where the line behind the one that was read begins. */
    int end() {
        return at;
    }

    /** True where {@code entry}, which was read last, has its path behind that of the one read before it. */
    boolean isBehind(FileEntry before, FileEntry entry) {
        return byHand && byHandBefore
                ? Arrays.compareUnsigned(bytes, pathBefore, pathEndBefore, bytes, path, pathEnd) < 0
                : Utf8.ORDER.compare(before.path(), entry.path()) < 0;
    }

    /** Adds {@code entry}, which was read last, to the digest: by its line where that spells it as the digest does. */
    void addTo(SegmentDigest digest, FileEntry entry) {
        if (byHand) {
            digest.add(bytes, path, pathEnd, size, sizeEnd, sha256, sha256 + DIGEST_LENGTH);
        } else {
            digest.add(entry);
        }
    }

    private int endOfLine(int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
            if (i - from == LONGEST) {
                throw new DataCorruptException(resource, "has a line of more than " + LONGEST + " bytes: restore it");
            }
        }
        throw new DataCorruptException(resource, "ends within a line: restore it");
    }

    private @Nullable FileEntry canonical() {
        String name = skip(PATH) ? path() : null;
        if (name == null || !skip(SIZE)) {
            return null;
        }
        size = at;
        long count = number();
        sizeEnd = at;
        if (count < 0 || !skip(SHA256)) {
            return null;
        }
        sha256 = at;
        String digest = fixed(DIGEST_LENGTH);
        if (digest == null || !skip(TXN) || !readTxn()) {
            return null;
        }
        at++;
        OptionalLong rows = OptionalLong.empty();
        if (skip(ROWS)) {
            long told = number();
            if (told < 0) {
                return null;
            }
            rows = OptionalLong.of(told);
        }
        Optional<String> mediaType = Optional.empty();
        if (skip(MEDIA_TYPE)) {
            mediaType = Optional.ofNullable(text());
            if (mediaType.isEmpty()) {
                return null;
            }
            at++;
        }
        return skip(END) ? entry(name, count, digest, rows, mediaType) : null;
    }

    private @Nullable FileEntry entry(
            String name, long count, String digest, OptionalLong rows, Optional<String> mediaType) {
        try {
            return new FileEntry(name, count, new Digest(digest), txn, rows, mediaType);
        } catch (IllegalArgumentException e) {
            // The general parser finds the same, and says so.
            return null;
        }
    }

    private boolean skip(byte[] expected) {
        int until = at + expected.length;
        if (until > bytes.length || !Arrays.equals(bytes, at, until, expected, 0, expected.length)) {
            return false;
        }
        at = until;
        return true;
    }

    /** A path up to its closing quote; one with an escape or a control character is refused as a path. */
    private @Nullable String path() {
        path = at;
        int signs = 0;
        while (at < bytes.length && bytes[at] != '"') {
            signs |= bytes[at++];
        }
        pathEnd = at;
        return decoded(path, signs >= 0);
    }

    /** A string without escapes, up to its closing quote. */
    private @Nullable String text() {
        int start = at;
        boolean plain = true;
        while (at < bytes.length && bytes[at] != '"') {
            byte c = bytes[at++];
            if (c == '\\' || c >= 0 && c < 0x20) {
                return null;
            }
            plain &= c >= 0;
        }
        return decoded(start, plain);
    }

    /** What lies from {@code start} to here, where a quote follows. */
    private @Nullable String decoded(int start, boolean plain) {
        if (at == bytes.length) {
            return null;
        }
        if (plain) {
            return new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
        }
        String decoded = new String(bytes, start, at - start, StandardCharsets.UTF_8);
        return decoded.indexOf(UNDECODED) < 0 ? decoded : null;
    }

    /** A whole number from 0, or -1. */
    private long number() {
        int start = at;
        long number = 0;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && at - start <= MOST_DIGITS) {
            number = number * 10 + bytes[at++] - '0';
        }
        int digits = at - start;
        boolean canonical = digits > 0 && digits <= MOST_DIGITS && (digits == 1 || bytes[start] != '0');
        return canonical ? number : -1;
    }

    private @Nullable String fixed(int length) {
        int start = at;
        if (start + length >= bytes.length || bytes[start + length] != '"') {
            return null;
        }
        at += length;
        return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }

    // Neighbours are mostly of one txn: millions of entries then share one string.
    private boolean readTxn() {
        int start = at;
        if (start + TXN_LENGTH >= bytes.length || bytes[start + TXN_LENGTH] != '"') {
            return false;
        }
        at += TXN_LENGTH;
        boolean same = txn.length() == TXN_LENGTH;
        for (int i = 0; i < TXN_LENGTH; i++) {
            byte c = bytes[start + i];
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'z')) {
                return false;
            }
            same = same && txn.charAt(i) == c;
        }
        if (!same) {
            txn = new String(bytes, start, TXN_LENGTH, StandardCharsets.ISO_8859_1);
            return Ulids.isUlid(txn) || forget();
        }
        return true;
    }

    private boolean forget() {
        txn = "";
        return false;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
