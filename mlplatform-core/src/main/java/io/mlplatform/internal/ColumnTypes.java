package io.mlplatform.internal;

import java.util.Set;
import java.util.regex.Pattern;

/** The words for a column's type: the format's, so that files of any engine can be described. */
public final class ColumnTypes {

    private static final Set<String> WORDS = Set.of(
            "bool",
            "int8",
            "int16",
            "int32",
            "int64",
            "uint8",
            "uint16",
            "uint32",
            "uint64",
            "float16",
            "float32",
            "float64",
            "date",
            "time",
            "timestamp",
            "timestamp_ntz",
            "string",
            "uuid",
            "binary",
            "struct");
    private static final Pattern DECIMAL = Pattern.compile("decimal\\(([1-9][0-9]?),(0|[1-9][0-9]?)\\)");
    private static final Pattern FIXED = Pattern.compile("fixed\\([1-9][0-9]{0,8}\\)");
    private static final int MOST_DIGITS = 38;
    private static final int MOST_CHARS = 255;
    private static final int DEEPEST = 8;

    private ColumnTypes() {}

    /** Refuses what is no type. */
    public static void require(String column, String type) {
        if (type.length() > MOST_CHARS || !isType(type, 0)) {
            throw new IllegalArgumentException("column '" + Printable.line(column) + "' cannot have the type '"
                    + Printable.line(type.substring(0, Math.min(type.length(), MOST_CHARS))) + "': use one of "
                    + String.join(", ", WORDS.stream().sorted().toList())
                    + ", decimal(p,s), fixed(n), list<type>, map<type,type>, nested " + DEEPEST
                    + " deep at most, without white space");
        }
    }

    private static boolean isType(String type, int depth) {
        if (WORDS.contains(type) || FIXED.matcher(type).matches()) {
            return true;
        }
        var decimal = DECIMAL.matcher(type);
        if (decimal.matches()) {
            int digits = Integer.parseInt(decimal.group(1));
            return digits <= MOST_DIGITS && Integer.parseInt(decimal.group(2)) <= digits;
        }
        if (depth == DEEPEST || !type.endsWith(">")) {
            return false;
        }
        if (type.startsWith("list<")) {
            return isType(type.substring("list<".length(), type.length() - 1), depth + 1);
        }
        return type.startsWith("map<") && isPair(type.substring("map<".length(), type.length() - 1), depth + 1);
    }

    private static boolean isPair(String types, int depth) {
        int comma = outerComma(types);
        return comma > 0 && isType(types.substring(0, comma), depth) && isType(types.substring(comma + 1), depth);
    }

    /** The first comma that is within no bracket, or -1. */
    private static int outerComma(String types) {
        int open = 0;
        for (int i = 0; i < types.length(); i++) {
            char c = types.charAt(i);
            if (c == '<' || c == '(') {
                open++;
            } else if (c == '>' || c == ')') {
                open--;
            } else if (c == ',' && open == 0) {
                return i;
            }
        }
        return -1;
    }
}
