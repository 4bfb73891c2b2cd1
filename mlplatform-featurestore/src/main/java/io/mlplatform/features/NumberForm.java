package io.mlplatform.features;

/** The number that stands for a value where values are measured. */
final class NumberForm {

    private NumberForm() {}

    static boolean has(FeatureType type) {
        return type != FeatureType.STRING && type != FeatureType.BOOLEAN;
    }

    /** SQL that gives the column as a DOUBLE: a time's microseconds since 1970, a vector's Euclidean length. */
    static String of(FeatureColumn column) {
        String name = Sql.name(column.name());
        return switch (column.type()) {
            case LONG, DOUBLE -> "CAST(" + name + " AS DOUBLE)";
            case TIMESTAMP -> "CAST(epoch_us(" + name + ") AS DOUBLE)";
            case VECTOR -> "sqrt(list_inner_product(" + name + ", " + name + "))";
            case STRING, BOOLEAN -> throw new IllegalArgumentException(column + " has no number");
        };
    }
}
