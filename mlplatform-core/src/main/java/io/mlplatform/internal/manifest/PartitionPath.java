package io.mlplatform.internal.manifest;

import io.mlplatform.internal.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Hive partitions in a path: {@code key=value} segments, the value percent-encoded as Hive does. */
public final class PartitionPath {

    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";
    private static final String ESCAPED = "\"#%'*/:=?\\{[]^";

    private PartitionPath() {}

    /**
     * The values of {@code columns} in {@code path}, in their order; a null value is empty. Refuses a path that does not
     * begin with exactly these columns, or spells a value in another way than {@link #encode} does.
     */
    public static List<Optional<String>> values(String path, List<String> columns) {
        String[] segments = path.split("/", -1);
        if (segments.length <= columns.size()) {
            throw refused(path, columns);
        }
        List<Optional<String>> values = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            String key = columns.get(i) + "=";
            if (!segments[i].startsWith(key)) {
                throw refused(path, columns);
            }
            values.add(decode(segments[i].substring(key.length()), path));
        }
        return values;
    }

    /** The first {@code depth} segments of a path that has more, with the slash behind them; empty where it has not. */
    static String folder(String path, int depth) {
        int end = 0;
        for (int i = 0; i < depth; i++) {
            end = path.indexOf('/', end) + 1;
            if (end == 0) {
                return "";
            }
        }
        return path.substring(0, end);
    }

    /** A partition column's name: not empty, without {@code =} and {@code /}. */
    public static String requireColumn(String column) {
        if (column.isEmpty() || column.indexOf('=') >= 0 || column.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not a partition column: '" + column + "': use a name such as 'split'");
        }
        return LogicalPath.require(column);
    }

    /** The value as it stands in a path. */
    public static String encode(Optional<String> value) {
        if (value.isEmpty()) {
            return NULL;
        }
        StringBuilder encoded = new StringBuilder();
        for (char c : value.get().toCharArray()) {
            if (c < 0x20 || c == 0x7F || ESCAPED.indexOf(c) >= 0) {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    private static Optional<String> decode(String encoded, String path) {
        if (encoded.equals(NULL)) {
            return Optional.empty();
        }
        if (encoded.isEmpty()) {
            throw new IllegalArgumentException("a partition value in '" + path
                    + "' is empty, which Hive reads as null: write it as '" + NULL + "'");
        }
        String value = unescape(encoded, path);
        if (!encode(Optional.of(value)).equals(encoded)) {
            throw new IllegalArgumentException("partition value '" + encoded + "' in '" + path
                    + "' is not encoded as Hive does: write it as '" + encode(Optional.of(value)) + "'");
        }
        return Optional.of(value);
    }

    private static String unescape(String encoded, String path) {
        byte[] bytes = Utf8.encode(encoded);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                out.write(bytes[i]);
                continue;
            }
            if (i + 2 >= bytes.length || !HexFormat.isHexDigit(bytes[i + 1]) || !HexFormat.isHexDigit(bytes[i + 2])) {
                throw new IllegalArgumentException(
                        "a '%' in '" + path + "' is not followed by two hex digits: write %25");
            }
            out.write(HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(out.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "a partition value in '" + path + "' does not decode to UTF-8 text: write it in Unicode", e);
        }
    }

    private static IllegalArgumentException refused(String path, List<String> columns) {
        return new IllegalArgumentException("'" + path + "' does not begin with the partition columns " + columns
                + " as folders: write it as '" + String.join("=…/", columns) + "=…/<file>'");
    }
}
