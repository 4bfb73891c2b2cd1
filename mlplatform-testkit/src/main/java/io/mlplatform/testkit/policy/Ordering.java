package io.mlplatform.testkit.policy;

/** How a request's value must stand to the policy's. */
enum Ordering {
    EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    /** Whether it stands so, given the result of comparing the request's value with the policy's. */
    boolean holds(int compared) {
        return switch (this) {
            case EQUAL -> compared == 0;
            case LESS -> compared < 0;
            case LESS_OR_EQUAL -> compared <= 0;
            case GREATER -> compared > 0;
            case GREATER_OR_EQUAL -> compared >= 0;
        };
    }
}
