package io.mlplatform.models;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One named input or output of a model. Immutable.
 *
 * @param type of an element, in NumPy's or the framework's lower-case word, such as {@code float32} or {@code string}
 * @param shape the size of each dimension, {@link #ANY} where it varies, such as the batch's; empty for a scalar
 */
public record TensorSpec(String name, String type, List<Long> shape) implements Serializable {

    /** The size of a dimension that varies from call to call. */
    public static final long ANY = -1;

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    public TensorSpec {
        shape = List.copyOf(shape);
        if (name.isBlank()) {
            throw new IllegalArgumentException("an input or output has a name, such as 'features'");
        }
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("'" + name + "' has no element type '" + type
                    + "': use a word of the form [a-z][a-z0-9_]{0,31}, such as 'float32'");
        }
        if (shape.stream().anyMatch(size -> size < ANY)) {
            throw new IllegalArgumentException(
                    "'" + name + "' cannot have the shape " + shape + ": sizes count from 0, -1 is any");
        }
    }

    @Override
    public String toString() {
        return name + ": " + type + shape.toString().replace("-1", "?");
    }
}
