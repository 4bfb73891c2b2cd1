package io.mlplatform.models;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What people should know of a model before they use it. Immutable.
 *
 * @param text Markdown; may be empty
 * @param fields short answers by their question, such as {@code intended use}
 */
public record ModelCard(String text, Map<String, String> fields) implements Serializable {

    /** Of a model without one. */
    public static final ModelCard EMPTY = new ModelCard("", Map.of());

    public ModelCard {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /** True where the publisher wrote none. */
    public boolean isEmpty() {
        return text.isEmpty() && fields.isEmpty();
    }

    /** The fields, a line each, then the text. */
    @Override
    public String toString() {
        StringBuilder card = new StringBuilder();
        fields.forEach((question, answer) ->
                card.append(question).append(": ").append(answer).append('\n'));
        return card.append(text).toString().strip();
    }
}
