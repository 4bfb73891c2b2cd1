package io.mlplatform.models;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a model takes and gives: {@code ModelSignature.of().input("features", "float32", -1, 12).output("score",
 * "float32", -1)}. Immutable; each of these is a new one.
 */
public record ModelSignature(List<TensorSpec> inputs, List<TensorSpec> outputs) implements Serializable {

    private static final ModelSignature EMPTY = new ModelSignature(List.of(), List.of());

    public ModelSignature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        requireNamesOnce(inputs);
        requireNamesOnce(outputs);
    }

    /** One that says nothing yet. */
    public static ModelSignature of() {
        return EMPTY;
    }

    /** With one more input; a size of -1 is any. */
    public ModelSignature input(String name, String type, long... shape) {
        return new ModelSignature(with(inputs, name, type, shape), outputs);
    }

    /** With one more output; a size of -1 is any. */
    public ModelSignature output(String name, String type, long... shape) {
        return new ModelSignature(inputs, with(outputs, name, type, shape));
    }

    /** True where the publisher did not say. */
    public boolean isEmpty() {
        return inputs.isEmpty() && outputs.isEmpty();
    }

    @Override
    public String toString() {
        return inputs + " -> " + outputs;
    }

    private static List<TensorSpec> with(List<TensorSpec> specs, String name, String type, long... shape) {
        List<TensorSpec> more = new ArrayList<>(specs);
        more.add(new TensorSpec(name, type, Arrays.stream(shape).boxed().toList()));
        return more;
    }

    private static void requireNamesOnce(List<TensorSpec> specs) {
        Set<String> names = new HashSet<>();
        for (TensorSpec spec : specs) {
            if (!names.add(spec.name())) {
                throw new IllegalArgumentException(
                        "a signature names '" + spec.name() + "' twice: give each its own name");
            }
        }
    }
}
