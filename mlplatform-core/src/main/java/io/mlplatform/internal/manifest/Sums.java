package io.mlplatform.internal.manifest;

/** Adds up sizes. */
final class Sums {

    private Sums() {}

    /** The sum of two sizes in bytes; more than 2^63-1 is an {@code IllegalArgumentException}. */
    static long plus(long bytes, long more) {
        try {
            return Math.addExact(bytes, more);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the files' sizes add up to more than 2^63-1 bytes", e);
        }
    }
}
