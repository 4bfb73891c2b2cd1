package io.mlplatform.features;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The value of a VECTOR feature, such as an embedding: numbers of 64 bits of floating point, in order. Those of 32 bits are
 * widened, so none is ever rounded. Vectors are equal where their numbers are, {@code NaN} to itself and 0.0 not to -0.0.
 * Immutable and serializable.
 */
public final class FeatureVector implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 8;

    private final double[] numbers;

    private FeatureVector(double[] numbers) {
        this.numbers = numbers;
    }

    /** The vector of these numbers. */
    public static FeatureVector of(double... numbers) {
        return new FeatureVector(numbers.clone());
    }

    /** The vector of these numbers, each widened. */
    public static FeatureVector of(float... numbers) {
        double[] widened = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            widened[i] = numbers[i];
        }
        return new FeatureVector(widened);
    }

    /**
     * The vector that a {@code double[]}, a {@code float[]} or a list of numbers stands for, copied; empty for all else, a list
     * with a null or with a whole number that a Double does not hold among it.
     */
    public static Optional<FeatureVector> from(Object given) {
        if (given instanceof FeatureVector vector) {
            return Optional.of(vector);
        }
        if (given instanceof double[] doubles) {
            return Optional.of(of(doubles));
        }
        if (given instanceof float[] floats) {
            return Optional.of(of(floats));
        }
        return given instanceof List<?> list ? ofList(list) : Optional.empty();
    }

    private static Optional<FeatureVector> ofList(List<?> list) {
        double[] numbers = new double[list.size()];
        int at = 0;
        for (Object element : list) {
            Optional<Object> number =
                    element instanceof Number ? JavaValue.as(FeatureType.DOUBLE, element) : Optional.empty();
            if (number.isEmpty() || at == numbers.length) {
                return Optional.empty();
            }
            numbers[at++] = (Double) number.get();
        }
        return Optional.of(new FeatureVector(numbers));
    }

    /** How many numbers it has. */
    public int size() {
        return numbers.length;
    }

    /** The number at that place, from 0. */
    public double get(int index) {
        return numbers[index];
    }

    /** A copy of the numbers. */
    public double[] toDoubles() {
        return numbers.clone();
    }

    /** A copy of the numbers as most models take them: those of more than 32 bits are rounded. */
    public float[] toFloats() {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureVector vector && Arrays.equals(numbers, vector.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    /** The first numbers, and how many there are where those are not all. */
    @Override
    public String toString() {
        String shown =
                Arrays.stream(numbers).limit(SHOWN).mapToObj(Double::toString).collect(Collectors.joining(", "));
        return size() <= SHOWN ? "[" + shown + "]" : "[" + shown + ", … " + size() + "]";
    }
}
