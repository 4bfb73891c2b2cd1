package io.mlplatform.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A stored JSON object being read: every member that is missing or of another type is {@code DataCorruptException}. */
public final class StoredJson {

    private static final int MOST_SHOWN = 300;
    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    private final JsonNode node;
    private final String resource;

    private StoredJson(JsonNode node, String resource) {
        this.node = node;
        this.resource = resource;
    }

    /** Parses bytes; {@code resource} is named in messages. */
    public static StoredJson parse(byte[] bytes, String resource) {
        return of(tree(bytes, resource), resource);
    }

    /** Parses an array of objects. */
    public static List<StoredJson> parseList(byte[] bytes, String resource) {
        JsonNode array = tree(bytes, resource);
        if (!array.isArray()) {
            throw corrupt(resource, "is not a JSON array", null);
        }
        List<StoredJson> objects = new ArrayList<>();
        array.forEach(element -> objects.add(of(element, resource)));
        return objects;
    }

    private static JsonNode tree(byte[] bytes, String resource) {
        try {
            return JsonReading.tree(bytes);
        } catch (JsonProcessingException e) {
            throw corrupt(resource, "is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw corrupt(resource, "is not JSON: " + e.getMessage(), e);
        }
    }

    /** A view of a node that was parsed before. */
    public static StoredJson of(JsonNode node, String resource) {
        if (!node.isObject()) {
            throw corrupt(resource, "is not a JSON object", null);
        }
        return new StoredJson(node, resource);
    }

    public String resource() {
        return resource;
    }

    public ObjectNode node() {
        return (ObjectNode) node;
    }

    /** Checks {@code format}: another number of the same family is newer than this reader. */
    public StoredJson requireFormat(String format) {
        String actual = text("format");
        if (!actual.equals(format)) {
            throw new DataCorruptException(
                    resource,
                    "is of format '" + actual + "' where this reader knows '" + format
                            + "': use a newer mlplatform, or restore the object if nothing newer wrote it");
        }
        return this;
    }

    public boolean has(String member) {
        return node.has(member);
    }

    public String text(String member) {
        JsonNode value = node.path(member);
        if (!value.isTextual()) {
            throw wrong(member, "a string");
        }
        return value.textValue();
    }

    public String text(String member, String absent) {
        return has(member) ? text(member) : absent;
    }

    /** A whole number from 0. */
    public long number(String member) {
        JsonNode value = node.path(member);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw wrong(member, "a whole number from 0 to 2^63-1");
        }
        return value.longValue();
    }

    public long number(String member, long absent) {
        return has(member) ? number(member) : absent;
    }

    /** A whole number of at least {@code least} and at most {@code most}. */
    public long numberWithin(long least, long most, String member) {
        long number = number(member);
        if (number < least || number > most) {
            throw wrong(member, "a whole number from " + least + " to " + most);
        }
        return number;
    }

    /** A number; NaN and the infinities by their names. */
    public double real(String member) {
        JsonNode value = node.path(member);
        if (value.isTextual() && NOT_FINITE.contains(value.textValue())) {
            return Double.parseDouble(value.textValue());
        }
        if (!value.isNumber()) {
            throw wrong(member, "a number, nor the name of one that is not finite");
        }
        return value.doubleValue();
    }

    public Digest digest(String member) {
        return parsed(member, Digest::new, "a SHA-256 digest");
    }

    public Instant time(String member) {
        return parsed(member, StoredJson::timeOfFourDigitYear, "a time");
    }

    public List<String> texts(String member) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(member)) {
            if (!element.isTextual()) {
                throw wrong(member, "an array of strings");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    /** The texts in the array at {@code member}, each through {@code parser} as by {@link #parsed}. */
    public <T> List<T> parsedTexts(String member, Function<String, T> parser, String form) {
        return texts(member).stream()
                .map(text -> read(() -> parser.apply(text), "member '" + member + "' is not an array of " + form))
                .toList();
    }

    /** The object at {@code member}. */
    public StoredJson object(String member) {
        if (!node.path(member).isObject()) {
            throw wrong(member, "an object");
        }
        return new StoredJson(node.get(member), resource);
    }

    public Optional<StoredJson> find(String member) {
        return has(member) ? Optional.of(object(member)) : Optional.empty();
    }

    /** The objects in the array at {@code member}; none where it is absent. */
    public List<StoredJson> objects(String member) {
        List<StoredJson> objects = new ArrayList<>();
        array(member).forEach(element -> objects.add(of(element, resource)));
        return objects;
    }

    private JsonNode array(String member) {
        JsonNode value = node.path(member);
        if (!value.isArray() && !value.isMissingNode()) {
            throw wrong(member, "an array");
        }
        return value;
    }

    /** The member's text through {@code parser}, whose {@code IllegalArgumentException} means corrupt bytes. */
    public <T> T parsed(String member, Function<String, T> parser, String form) {
        String text = text(member);
        return read(() -> parser.apply(text), "member '" + member + "' is not " + form);
    }

    /** What {@code maker} makes of these members; its {@code IllegalArgumentException} means corrupt bytes. */
    public <T> T made(Supplier<T> maker) {
        return read(maker, "is not what it should be");
    }

    private <T> T read(Supplier<T> reader, String what) {
        try {
            return reader.get();
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw corrupt(resource, what + " (" + shown(e.getMessage()) + ")", e);
        }
    }

    // Times are added to and compared: those of the calendar that the format writes leave room for that.
    private static Instant timeOfFourDigitYear(String text) {
        Instant time = Instant.parse(text);
        if (time.isBefore(Json.FIRST_TIME) || time.isAfter(Json.LAST_TIME)) {
            throw new IllegalArgumentException("not of the years 0 to 9999: " + text);
        }
        return time;
    }

    private static String shown(@Nullable String message) {
        String text = String.valueOf(message);
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }

    private DataCorruptException wrong(String member, String form) {
        return corrupt(resource, "member '" + member + "' is not " + form, null);
    }

    private static DataCorruptException corrupt(String resource, String what, @Nullable Throwable cause) {
        return new DataCorruptException(
                resource, what + ": the stored bytes were damaged or written by something else; restore them", cause);
    }
}
