package io.mlplatform.s3.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Whether a statement's conditions hold for a request; of the operators that the platform's own documents use. */
final class GivenConditions {

    private final Map<String, String> context = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    GivenConditions(Map<String, String> context) {
        this.context.putAll(context);
    }

    boolean hold(JsonNode conditions) {
        return conditions.properties().stream().allMatch(operator -> operator.getValue().properties().stream()
                .allMatch(key -> holds(operator.getKey(), key.getKey(), key.getValue())));
    }

    /** The text with the variables filled in; empty where one has no value, by which a statement holds for nothing. */
    Optional<String> filled(String text) {
        String filled = text;
        int from = filled.indexOf("${");
        while (from >= 0) {
            int to = filled.indexOf('}', from);
            String value = to < 0 ? null : context.get(filled.substring(from + 2, to));
            if (value == null) {
                return Optional.empty();
            }
            filled = filled.substring(0, from) + value + filled.substring(to + 1);
            from = filled.indexOf("${", from + value.length());
        }
        return Optional.of(filled);
    }

    /** As policies match: {@code *} for any characters, {@code ?} for one. */
    static boolean matches(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        pattern.chars()
                .mapToObj(Character::toString)
                .forEach(c -> regex.append(c.equals("*") ? ".*" : c.equals("?") ? "." : Pattern.quote(c)));
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }

    private boolean holds(String operator, String key, JsonNode values) {
        Optional<String> given = Optional.ofNullable(context.get(key));
        return switch (operator) {
            case "Null" -> Boolean.parseBoolean(text(values)) == given.isEmpty();
            case "Bool", "StringEquals" ->
                given.filter(value -> isAny(values, value, false)).isPresent();
            case "StringLike" ->
                given.filter(value -> isAny(values, value, true)).isPresent();
            // A negated comparison holds where there is nothing to compare.
            case "StringNotEquals" ->
                given.filter(value -> isAny(values, value, false)).isEmpty();
            case "StringNotLike" ->
                given.filter(value -> isAny(values, value, true)).isEmpty();
            default -> throw new IllegalArgumentException("the platform's documents do not use " + operator);
        };
    }

    private boolean isAny(JsonNode values, String given, boolean isPattern) {
        Iterable<JsonNode> all = values.isArray() ? values : java.util.List.of(values);
        return StreamSupport.stream(all.spliterator(), false)
                .map(value -> filled(value.asText()))
                .flatMap(Optional::stream)
                .anyMatch(value -> isPattern ? matches(value, given) : value.equals(given));
    }

    private static String text(JsonNode values) {
        return (values.isArray() ? values.path(0) : values).asText().toLowerCase(Locale.ROOT);
    }
}
