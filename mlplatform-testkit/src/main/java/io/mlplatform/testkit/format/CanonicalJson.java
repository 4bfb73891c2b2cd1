package io.mlplatform.testkit.format;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** JSON as the page has it written; reads any valid JSON. */
final class CanonicalJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CanonicalJson() {}

    /** The value, or empty where the bytes are not JSON or repeat a member. */
    static Optional<JsonNode> parse(byte[] bytes) {
        try {
            JsonNode value = MAPPER.readTree(bytes);
            return value.isMissingNode() ? Optional.empty() : Optional.of(value);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static boolean isCanonical(byte[] bytes, JsonNode value, MemberOrder order) {
        StringBuilder text = new StringBuilder(bytes.length);
        write(value, order, text);
        try {
            var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.equals(bytes, Arrays.copyOf(encoded.array(), encoded.limit()));
        } catch (CharacterCodingException loneSurrogate) {
            return false;
        }
    }

    /** The length of the value when written without white space, in bytes. */
    static int size(JsonNode value) {
        if (value.isMissingNode()) {
            return 0;
        }
        StringBuilder text = new StringBuilder();
        write(value, MemberOrder.FREE, text);
        return Forms.utf8(text.toString()).length;
    }

    private static void write(JsonNode value, MemberOrder order, StringBuilder out) {
        if (value.isObject()) {
            writeObject(value, order, out);
        } else if (value.isArray()) {
            out.append('[');
            for (int i = 0; i < value.size(); i++) {
                out.append(i == 0 ? "" : ",");
                write(value.get(i), order.element(), out);
            }
            out.append(']');
        } else if (value.isTextual()) {
            writeString(value.textValue(), out);
        } else if (value.isIntegralNumber()) {
            out.append(value.bigIntegerValue());
        } else if (value.isNumber()) {
            out.append(EcmaNumber.text(value.doubleValue()));
        } else {
            out.append(value.asText());
        }
    }

    private static void writeObject(JsonNode value, MemberOrder given, StringBuilder out) {
        MemberOrder order = (given.sorted() || given.equals(MemberOrder.SCHEMA)) && EntityScope.isDocument(value)
                ? MemberOrder.DOCUMENT
                : given;
        List<String> names = inOrder(value, order);
        out.append('{');
        for (int i = 0; i < names.size(); i++) {
            out.append(i == 0 ? "" : ",");
            writeString(names.get(i), out);
            out.append(':');
            write(value.get(names.get(i)), order.member(names.get(i)), out);
        }
        out.append('}');
    }

    /** Known members take each other's places until they are in order; unknown ones stay where they are. */
    private static List<String> inOrder(JsonNode value, MemberOrder order) {
        List<String> names = new ArrayList<>();
        value.fieldNames().forEachRemaining(names::add);
        if (order.sorted()) {
            names.sort(Forms.UTF8_ORDER);
            return names;
        }
        var known = order.members().keySet().stream().filter(value::has).iterator();
        names.replaceAll(name -> order.members().containsKey(name) ? known.next() : name);
        return names;
    }

    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int escape = "\"\\\b\t\n\f\r".indexOf(c);
            if (escape >= 0) {
                out.append('\\').append("\"\\btnfr".charAt(escape));
            } else if (c < 0x20) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
