package io.mlplatform.internal;

/**
 * Text of others as it may be shown: what would move a terminal's cursor, begin a line of a log, or turn the direction of
 * reading is written as its code point.
 */
public final class Printable {

    private Printable() {}

    /** The text on one line. */
    public static String line(String text) {
        return text.codePoints().noneMatch(Printable::isUnsafe) ? text : escaped(text);
    }

    /** The same, cut to {@code length} characters, the last of them an ellipsis where it was longer. */
    public static String line(String text, int length) {
        String line = line(text);
        if (line.length() <= length) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(length - 2)) ? length - 2 : length - 1;
        return line.substring(0, end) + "…";
    }

    private static String escaped(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isUnsafe(c)) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> isDirection(c);
            default -> false;
        };
    }

    // The marks of Unicode's bidirectional algorithm; joiners of scripts and emoji stay.
    private static boolean isDirection(int c) {
        return c == 0x61C || c == 0x200E || c == 0x200F || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }
}
