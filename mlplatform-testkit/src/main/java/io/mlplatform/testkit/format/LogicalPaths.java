package io.mlplatform.testkit.format;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules that a logical path follows by itself, partition columns included. */
final class LogicalPaths {
    static final String NULL_VALUE = "__HIVE_DEFAULT_PARTITION__";

    private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007f";
    private static final Set<String> RESERVED =
            Set.of("_log", "_aliases", "_manifests", "_versions", "_signatures", "_exports", "_head.json");

    private LogicalPaths() {}

    static boolean valid(String path) {
        return Normalizer.isNormalized(path, Normalizer.Form.NFC)
                && Forms.utf8(path).length <= 700
                && path.indexOf('\\') < 0
                && path.chars().noneMatch(Character::isISOControl)
                && List.of(path.split("/", -1)).stream().allMatch(LogicalPaths::validSegment);
    }

    private static boolean validSegment(String segment) {
        return !segment.isEmpty()
                && !segment.equals(".")
                && !segment.equals("..")
                && Forms.utf8(segment).length <= 255
                && !RESERVED.contains(segment);
    }

    /** Whether the path begins with these columns in this order, their values escaped as prescribed. */
    static boolean partitioned(String path, List<String> columns) {
        String[] segments = path.split("/", -1);
        if (segments.length <= columns.size()) {
            return columns.isEmpty();
        }
        for (int i = 0; i < columns.size(); i++) {
            String start = columns.get(i) + "=";
            if (!segments[i].startsWith(start)
                    || decode(segments[i].substring(start.length())).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The column's value with its escapes undone; the path is {@link #partitioned} by it. */
    static String value(String path, int column) {
        String segment = path.split("/", -1)[column];
        String stored = segment.substring(segment.indexOf('=') + 1);
        return decode(stored).orElse(stored);
    }

    /** The value that these escapes stand for; empty if a character is escaped needlessly or not at all. */
    private static Optional<String> decode(String value) {
        StringBuilder decoded = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '%') {
                String hex = value.substring(i + 1, Math.min(value.length(), i + 3));
                if (!hex.matches("[0-7][0-9A-F]")) {
                    return Optional.empty();
                }
                c = (char) Integer.parseInt(hex, 16);
                if (!mustEscape(c)) {
                    return Optional.empty();
                }
                i += 2;
            } else if (mustEscape(c)) {
                return Optional.empty();
            }
            decoded.append(c);
        }
        return Optional.of(decoded.toString());
    }

    private static boolean mustEscape(char c) {
        return c >= 1 && c < 0x20 || ESCAPED.indexOf(c) >= 0;
    }
}
