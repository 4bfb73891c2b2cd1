package io.mlplatform.testkit.policy;

/** A document, or a request on it, whose meaning the evaluator does not know; it refuses, and never guesses. */
public final class UnsupportedPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnsupportedPolicyException(String message) {
        super(message);
    }
}
