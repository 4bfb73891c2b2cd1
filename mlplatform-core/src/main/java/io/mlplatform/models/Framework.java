package io.mlplatform.models;

import java.io.Serializable;

/**
 * What a model was trained with and is loaded by, such as {@code xgboost 2.1.4}. Immutable.
 *
 * @param name empty where the publisher did not say
 * @param version may be empty
 */
public record Framework(String name, String version) implements Serializable {

    /** Of a model whose publisher did not say. */
    public static final Framework UNSTATED = new Framework("", "");

    public static Framework of(String name, String version) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a framework has a name: framework(\"xgboost\", \"2.1.4\")");
        }
        return new Framework(name, version);
    }

    @Override
    public String toString() {
        return name.isEmpty() ? "framework not stated" : (name + " " + version).stripTrailing();
    }
}
