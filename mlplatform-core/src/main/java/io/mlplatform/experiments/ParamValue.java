package io.mlplatform.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.json.Json;
import java.math.BigInteger;

/** The values of params, stored and read back. */
final class ParamValue {

    // Whole numbers beyond this lose digits in readers that know only doubles.
    private static final long SAFE = 1L << 53;

    private ParamValue() {}

    static String text(String value) {
        if (!Utf8.isWellFormed(value)) {
            throw new IllegalArgumentException(
                    "a text with a lone surrogate cannot be stored: use well-formed Unicode text");
        }
        return value;
    }

    /** As a JSON number where it keeps its value so, else as text. */
    static JsonNode number(Number value) {
        if (value instanceof Double || value instanceof Float) {
            // A float's own digits, not those of the double that is nearest to it: 0.1, not 0.10000000149011612.
            return Json.number(Double.parseDouble(value.toString()));
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            long whole = value.longValue();
            return -SAFE <= whole && whole <= SAFE ? LongNode.valueOf(whole) : text(value);
        }
        return value instanceof BigInteger ? text(value) : Json.number(value.doubleValue());
    }

    /** A {@code String}, {@code Boolean}, {@code Long} or {@code Double}. */
    static Object read(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        return value.isNumber() ? (Object) value.doubleValue() : value.asText();
    }

    private static JsonNode text(Number value) {
        return TextNode.valueOf(value.toString());
    }
}
